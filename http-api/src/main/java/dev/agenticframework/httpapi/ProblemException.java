package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Problem;

/// Ends a request with a problem that a [Failure][dev.agenticframework.agentapi.Failure] cannot express: one of HTTP
/// itself, or one with further members.
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private int retryAfterSeconds;

    ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    ProblemException(int status, String code, String detail, String remedy) {
        this(Problems.of(status, code, detail, remedy));
    }

    /// Tells the client when to retry.
    ProblemException retryAfter(int seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /// 0 when the client is told nothing.
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    Problem problem() {
        return problem;
    }
}
