package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests that ended with an exception in place of an answer.
final class Unanswered {
    private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);

    private Unanswered() {}

    /// Answers with a problem, unless an answer has begun.
    static void answer(Exception e, Context context) {
        if (context.res().isCommitted()) {
            return;
        }
        switch (e) {
            case ProblemException known -> Bodies.answer(context, known.problem());
            case FailureException known -> Bodies.answer(context, Problems.of(known.failure()));
            case HttpResponseException http ->
                Bodies.answer(context, ServerErrors.problem(http.getStatus(), String.valueOf(http.getMessage())));
            // Of the HTTP server, such as a query that is not in UTF-8.
            case HttpException http ->
                Bodies.answer(context, ServerErrors.problem(http.getCode(), String.valueOf(http.getReason())));
            case InterruptedException _ ->
                Bodies.answer(
                        context,
                        Problems.of(Failure.transientExternal(
                                "SHUTTING_DOWN", "The platform is stopping.", "Retry when it is running.")));
            default -> {
                LOG.error("{} {} failed", context.method(), context.path(), e);
                Bodies.answer(
                        context,
                        Problems.of(Failure.internal(
                                "INTERNAL_ERROR",
                                "The platform could not answer because of a defect.",
                                "Report it with the platform's log.")));
            }
        }
    }
}
