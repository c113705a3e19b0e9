package dev.agenticframework.localplatform;

import java.time.Duration;

/// The state of a replica.
sealed interface ReplicaPhase {

    /// The process runs and has not been ready yet.
    record Starting() implements ReplicaPhase {}

    /// The replica is ready for requests.
    record Ready() implements ReplicaPhase {}

    /// The replica was ready and cannot accept requests now, for example because its database does not answer.
    record Unready() implements ReplicaPhase {}

    /// The process died. The next one starts after the backoff.
    record Waiting(String reason, Duration backoff) implements ReplicaPhase {}

    /// The replica was stopped.
    record Stopped() implements ReplicaPhase {}
}
