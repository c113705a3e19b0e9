package dev.agenticframework.localplatform;

import java.time.Duration;

/// Where a replica stands.
sealed interface ReplicaPhase {

    /// Its process runs, and has not been ready yet.
    record Starting() implements ReplicaPhase {}

    /// It answers that it can take requests.
    record Ready() implements ReplicaPhase {}

    /// It was ready, and says now that it cannot take requests, as when its database is away.
    record Unready() implements ReplicaPhase {}

    /// Its process died; another one is started after a while.
    record Waiting(String reason, Duration backoff) implements ReplicaPhase {}

    /// It was told to stop.
    record Stopped() implements ReplicaPhase {}
}
