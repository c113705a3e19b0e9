package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Text;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Reads and writes the bodies of requests and answers.
final class Bodies {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private static final String CODE = Bodies.class.getName();
    private static final long MAX_DISCARDED_BYTES = 32L << 20;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private Bodies() {}

    /// The code of the problem with which a request was answered; empty when it was not.
    static Optional<String> code(Context context) {
        return Optional.ofNullable(context.attribute(CODE));
    }

    /// @throws FailureException `BODY_INVALID`, `FIELD_INVALID`
    static <T extends Record> T read(Context context, Class<T> type) {
        String mediaType = context.contentType();
        if (mediaType == null || !mediaType.toLowerCase(Locale.ROOT).startsWith(JSON)) {
            throw new ProblemException(
                    415,
                    "MEDIA_TYPE_UNSUPPORTED",
                    mediaType == null ? "The body has no type." : "The body is '" + Text.shown(mediaType) + "'.",
                    "Send the header Content-Type: application/json.");
        }
        return Json.read(bytes(context), type);
    }

    /// As [#read]; no body is the same as an empty object.
    static <T extends Record> T readIfAny(Context context, Class<T> type) {
        return bytes(context).length == 0 ? Json.read(NOTHING, type) : read(context, type);
    }

    /// The whole body.
    ///
    /// @throws ProblemException `BODY_UNREADABLE` when the client broke off, or sent something that is not HTTP
    static byte[] bytes(Context context) {
        try {
            return context.bodyAsBytes();
        } catch (HttpResponseException e) {
            throw e;
        } catch (Exception e) {
            throw new ProblemException(
                    400,
                    "BODY_UNREADABLE",
                    "The body of the request cannot be read.",
                    "Send the whole body, with its length or in valid chunks.");
        }
    }

    /// Requires that a body has at most this many bytes.
    ///
    /// @throws FailureException `BODY_TOO_LARGE`
    static void requireSmall(Context context, long limit) {
        if (context.contentLength() > limit || (context.contentLength() < 0 && bytes(context).length > limit)) {
            discard(context);
            throw new FailureException(Failure.tooLarge(
                    "BODY_TOO_LARGE", "The body has more than " + limit + " bytes.", "Send a smaller body."));
        }
    }

    /// Reads the rest of a body: a client that is still sending would lose the connection before it sees
    /// the answer.
    private static void discard(Context context) {
        try {
            context.bodyInputStream().skipNBytes(MAX_DISCARDED_BYTES);
        } catch (IOException _) {
            // The client is gone.
        }
    }

    /// Whether a request asks for the headers of an answer only.
    static boolean isHead(Context context) {
        return context.method().equals(HandlerType.HEAD);
    }

    static void answer(Context context, int status, Record answer) {
        context.status(status).contentType(JSON).result(Json.bytes(answer));
    }

    static void answer(Context context, Problem problem) {
        context.attribute(CODE, problem.code());
        context.status(problem.status()).contentType(PROBLEM).result(Json.bytes(problem));
    }
}
