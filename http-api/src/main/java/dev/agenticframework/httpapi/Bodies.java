package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Text;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads and writes the bodies of requests and answers.
final class Bodies {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private Bodies() {}

    /// @throws dev.agenticframework.agentapi.FailureException `BODY_INVALID`, `FIELD_INVALID`
    static <T extends Record> T read(Context context, Class<T> type) {
        String mediaType = context.contentType();
        if (mediaType == null || !mediaType.toLowerCase(Locale.ROOT).startsWith(JSON)) {
            throw new ProblemException(
                    415,
                    "MEDIA_TYPE_UNSUPPORTED",
                    mediaType == null ? "The body has no type." : "The body is '" + Text.shown(mediaType) + "'.",
                    "Send the header Content-Type: application/json.");
        }
        return Json.read(context.bodyAsBytes(), type);
    }

    /// As [#read]; no body is the same as an empty object.
    static <T extends Record> T readIfAny(Context context, Class<T> type) {
        return context.bodyAsBytes().length == 0 ? Json.read(NOTHING, type) : read(context, type);
    }

    static void answer(Context context, int status, Record answer) {
        context.status(status).contentType(JSON).result(Json.bytes(answer));
    }

    static void answer(Context context, Problem problem) {
        context.status(problem.status()).contentType(PROBLEM).result(Json.bytes(problem));
    }
}
