package dev.agenticframework.httpapi;

import io.javalin.http.HandlerType;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Refuses requests whose method HTTP does not define. Javalin fails on such names.
final class KnownMethods extends Handler.Wrapper {
    private static final Set<String> NAMES =
            HandlerType.commonHttp().stream().map(HandlerType::name).collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (NAMES.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
        return true;
    }
}
