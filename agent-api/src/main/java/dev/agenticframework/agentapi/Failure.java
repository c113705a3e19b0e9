package dev.agenticframework.agentapi;

/// An expected failure, written for a person: what happened, to which input, and what to do next. It never contains a
/// secret or text from a model.
///
/// @param code stable, upper snake case, such as `PIPELINE_JOB_FAILED`
/// @param kind what kind of failure it is; an interface derives its own status from it, such as an HTTP status
/// @param message what happened, naming the input
/// @param remedy what to do next
/// @param retryable whether a later attempt may succeed without any change
public record Failure(String code, Kind kind, String message, String remedy, boolean retryable) {

    /// Who has to fix a failure.
    public enum Blame {
        /// The author of the request or of the files.
        USER,
        /// The developers of the platform.
        INTERNAL,
        /// The operator of something outside: a tool, a network, a disk.
        EXTERNAL
    }

    /// The kinds of failure.
    public enum Kind {
        /// The input is malformed or incomplete.
        INVALID(Blame.USER),
        /// The input names something that does not exist.
        NOT_FOUND(Blame.USER),
        /// The input is valid, but the current state does not allow it.
        CONFLICT(Blame.USER),
        /// The caller is not allowed to do this.
        FORBIDDEN(Blame.USER),
        /// The input is larger than its limit.
        TOO_LARGE(Blame.USER),
        /// The input is well-formed, but asks for something that cannot be planned.
        UNPROCESSABLE(Blame.USER),
        /// Something outside is missing, busy or broken.
        UNAVAILABLE(Blame.EXTERNAL),
        /// A disk or a quota is full.
        EXHAUSTED(Blame.EXTERNAL),
        /// The platform has a defect.
        INTERNAL(Blame.INTERNAL);

        private final Blame blame;

        Kind(Blame blame) {
            this.blame = blame;
        }
    }

    public static Failure invalid(String code, String message, String remedy) {
        return new Failure(code, Kind.INVALID, message, remedy, false);
    }

    public static Failure notFound(String code, String message, String remedy) {
        return new Failure(code, Kind.NOT_FOUND, message, remedy, false);
    }

    public static Failure conflict(String code, String message, String remedy) {
        return new Failure(code, Kind.CONFLICT, message, remedy, false);
    }

    public static Failure forbidden(String code, String message, String remedy) {
        return new Failure(code, Kind.FORBIDDEN, message, remedy, false);
    }

    public static Failure tooLarge(String code, String message, String remedy) {
        return new Failure(code, Kind.TOO_LARGE, message, remedy, false);
    }

    public static Failure unprocessable(String code, String message, String remedy) {
        return new Failure(code, Kind.UNPROCESSABLE, message, remedy, false);
    }

    /// The platform has a defect.
    public static Failure internal(String code, String message, String remedy) {
        return new Failure(code, Kind.INTERNAL, message, remedy, false);
    }

    /// Something outside the platform failed, and keeps failing until someone acts.
    public static Failure external(String code, String message, String remedy) {
        return new Failure(code, Kind.UNAVAILABLE, message, remedy, false);
    }

    /// Something outside failed, and may recover without help.
    public static Failure transientExternal(String code, String message, String remedy) {
        return new Failure(code, Kind.UNAVAILABLE, message, remedy, true);
    }

    /// There is no space left. Work continues once there is.
    public static Failure exhausted(String code, String message, String remedy) {
        return new Failure(code, Kind.EXHAUSTED, message, remedy, true);
    }

    /// Who has to fix it.
    public Blame blame() {
        return kind.blame;
    }
}
