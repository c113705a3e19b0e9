package dev.agenticframework.agentapi;

/// An expected failure, fit for a person to read: what was wrong with which input, and what to do. Never a secret,
/// never a model's text.
///
/// @param code stable, upper snake case, such as `PIPELINE_JOB_FAILED`
/// @param blame whose it is to mend
/// @param message what happened, naming the input
/// @param remedy what to do about it
/// @param retryable whether the same attempt may go better later
public record Failure(String code, Blame blame, String message, String remedy, boolean retryable) {

    /// Whose a failure is to mend.
    public enum Blame {
        /// The request or the user's files.
        USER,
        /// A defect of the platform.
        INTERNAL,
        /// Something outside: a tool, a network, a disk.
        EXTERNAL
    }

    public static Failure user(String code, String message, String remedy) {
        return new Failure(code, Blame.USER, message, remedy, false);
    }

    public static Failure internal(String code, String message, String remedy) {
        return new Failure(code, Blame.INTERNAL, message, remedy, false);
    }

    /// Something outside failed and will go on failing until somebody acts.
    public static Failure external(String code, String message, String remedy) {
        return new Failure(code, Blame.EXTERNAL, message, remedy, false);
    }

    /// Something outside failed and may well recover by itself.
    public static Failure transientExternal(String code, String message, String remedy) {
        return new Failure(code, Blame.EXTERNAL, message, remedy, true);
    }
}
