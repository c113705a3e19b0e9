package dev.agenticframework.agentapi;

/// An expected failure, written for people: what happened, to which input, and what to do next. It never holds a secret
/// or text from a model.
///
/// @param code stable, upper snake case, such as `PIPELINE_JOB_FAILED`
/// @param blame who can fix it
/// @param message what happened, naming the input
/// @param remedy what to do next
/// @param retryable whether the same attempt may succeed later
public record Failure(String code, Blame blame, String message, String remedy, boolean retryable) {

    /// Where a failure has to be fixed.
    public enum Blame {
        /// In the request or the user's files.
        USER,
        /// In the platform: it has a defect.
        INTERNAL,
        /// Outside the platform: a tool, a network, a disk.
        EXTERNAL
    }

    /// The request or the user's files are wrong.
    public static Failure user(String code, String message, String remedy) {
        return new Failure(code, Blame.USER, message, remedy, false);
    }

    /// The platform has a defect.
    public static Failure internal(String code, String message, String remedy) {
        return new Failure(code, Blame.INTERNAL, message, remedy, false);
    }

    /// Something outside the platform failed, and keeps failing until someone acts.
    public static Failure external(String code, String message, String remedy) {
        return new Failure(code, Blame.EXTERNAL, message, remedy, false);
    }

    /// Something outside the platform failed, and may recover by itself.
    public static Failure transientExternal(String code, String message, String remedy) {
        return new Failure(code, Blame.EXTERNAL, message, remedy, true);
    }
}
