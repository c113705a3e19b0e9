package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import java.util.Map;

/// Which HTTP status a failure has. By its code where the ending says it, otherwise by whose it is to mend.
final class Statuses {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Authentication required"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(409, "Conflict with the current state"),
            Map.entry(413, "Request too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(421, "Not served here"),
            Map.entry(422, "Request not understood"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(501, "Not available"),
            Map.entry(503, "Temporarily unavailable"),
            Map.entry(507, "Storage exhausted"));

    private Statuses() {}

    static int of(Failure failure) {
        String code = failure.code();
        if (code.endsWith("_NOT_FOUND") || code.endsWith("_UNKNOWN")) {
            return 404;
        }
        if (code.endsWith("_TOO_LARGE")) {
            return 413;
        }
        if (code.endsWith("_FULL")) {
            return 507;
        }
        if (code.endsWith("_UNAVAILABLE")) {
            return 501;
        }
        return switch (failure.blame()) {
            case USER -> code.endsWith("_INVALID") || code.endsWith("_MISSING") ? 400 : 409;
            case EXTERNAL -> 503;
            case INTERNAL -> 500;
        };
    }

    static String title(int status) {
        return TITLES.getOrDefault(status, "Error");
    }
}
