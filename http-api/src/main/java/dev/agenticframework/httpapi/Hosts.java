package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Text;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Protects a server on the loopback interface against DNS rebinding: a web page whose host name resolves to this
/// machine sends that host name, and the server answers only to the names of the loopback interface.
final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Hosts() {}

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    static void requireLoopback(Context context) {
        String name = name(context.header("Host"));
        if (name != null && !isLoopback(name)) {
            throw new ProblemException(
                    421,
                    "HOST_NOT_SERVED",
                    "The platform does not answer to the host name '" + Text.shown(name) + "'.",
                    "Use the address that agentic status prints.");
        }
    }

    private static @Nullable String name(@Nullable String authority) {
        if (authority == null) {
            return null;
        }
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.lastIndexOf(':');
        return (end > 0 ? authority.substring(0, end) : authority).toLowerCase(Locale.ROOT);
    }
}
