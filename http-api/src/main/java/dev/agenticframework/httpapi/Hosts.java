package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names the server answers to. One that listens on the loopback interface answers to that interface's names
/// only: a page whose own name is made to lead here (DNS rebinding) still sends its own name.
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
                    "this platform does not answer to '" + Text.shown(name) + "'",
                    "use the address that agentic status tells");
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
