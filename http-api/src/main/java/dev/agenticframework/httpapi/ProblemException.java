package dev.agenticframework.httpapi;

/// Ends a request with a [Problem].
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    ProblemException(int status, String code, String detail, String remedy) {
        this(Problem.of(status, code, detail, remedy));
    }

    Problem problem() {
        return problem;
    }
}
