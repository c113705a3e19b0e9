package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Text;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers requests that the HTTP server refuses before a route sees them, such as ones that are not HTTP, with a
/// problem like all others.
final class ServerErrors extends ErrorHandler {
    private static final String REMEDY = "Send a valid HTTP request. See /openapi.json.";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = Math.max(response.getStatus(), HttpStatus.BAD_REQUEST_400);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Bodies.PROBLEM);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.bytes(problem(status, HttpStatus.getMessage(status)))), callback);
        return true;
    }

    static Problem problem(int status, String reason) {
        return Problems.of(
                status, "HTTP_" + status, "The request is not acceptable: " + Text.shown(reason) + ".", REMEDY);
    }
}
