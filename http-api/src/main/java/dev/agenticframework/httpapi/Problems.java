package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Understanding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns failures into problems: the only place that knows the HTTP status of a failure.
final class Problems {
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
            Map.entry(503, "Temporarily unavailable"),
            Map.entry(507, "Storage exhausted"));

    private Problems() {}

    static int status(Failure.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNPROCESSABLE -> 422;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case EXHAUSTED -> 507;
        };
    }

    static Problem of(Failure failure) {
        return of(failure, Optional.empty());
    }

    static Problem of(Failure failure, Optional<Understanding> understanding) {
        return of(status(failure.kind()), failure.code(), failure.message(), failure.remedy(), understanding);
    }

    /// A problem of HTTP itself.
    static Problem of(int status, String code, String detail, String remedy) {
        return of(status, code, detail, remedy, Optional.empty());
    }

    private static Problem of(
            int status, String code, String detail, String remedy, Optional<Understanding> understanding) {
        return new Problem(
                "urn:agenticframework:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
                TITLES.getOrDefault(status, "Error"),
                status,
                code,
                detail,
                remedy,
                understanding);
    }
}
