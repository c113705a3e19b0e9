package dev.agenticframework.engine;

/// Why a suspended attempt runs again.
public sealed interface Resumption {

    /// What the attempt waited for.
    String handle();

    /// A signal with its handle arrived.
    ///
    /// @param payload as sent; a hint about work outside, which the agent verifies
    record Signalled(String handle, String payload) implements Resumption {}

    /// Its wake-up time passed.
    record Woken(String handle) implements Resumption {}

    /// Its deadline passed. This is its last turn: it stops the work outside and reports.
    record Expired(String handle) implements Resumption {}

    /// Its workflow is cancelled or out of time. This is its last turn: it stops the work outside and reports.
    record Stopped(String handle) implements Resumption {}

    /// Whether the attempt must end now: it cannot suspend again.
    default boolean isLast() {
        return switch (this) {
            case Signalled _, Woken _ -> false;
            case Expired _, Stopped _ -> true;
        };
    }
}
