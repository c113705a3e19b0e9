package dev.agenticframework.agentapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Brings releases of services into traffic. No call waits for a rollout: when one has ended, the task that started it
/// gets a [signal][Signals] with [Rollout#handle].
public interface Rollouts {

    /// What to release.
    ///
    /// @param deploymentId `dep-...`, the key of this release
    /// @param task the attempt that it is for
    /// @param version for people, such as an abbreviated commit
    record Release(
            String deploymentId,
            TaskKey task,
            String service,
            String environment,
            String build,
            String version,
            int replicas,
            RolloutStrategy strategy) {}

    /// The rollout of a release as it stands.
    ///
    /// @param service as it runs now
    /// @param version of the release
    /// @param reason why it was rolled back; empty otherwise
    /// @param duration so far
    record Rollout(
            String deploymentId,
            Phase phase,
            ServiceStatus service,
            String version,
            String reason,
            Instant startedAt,
            Duration duration) {

        /// Where a rollout stands.
        public enum Phase {
            /// It is under way.
            PROGRESSING,
            /// The release has the traffic.
            DEPLOYED,
            /// The previous release has the traffic.
            ROLLED_BACK
        }

        /// What a task that waits for this rollout is suspended with.
        public String handle() {
            return "rollout/" + deploymentId;
        }
    }

    /// The strategies that are available here.
    List<Offer> strategies();

    /// Starts a rollout. Repeated for the same attempt, it returns the same rollout. For a further attempt at the
    /// same task it returns a rollout that succeeded, and starts a new one otherwise.
    ///
    /// @param precondition is asked when earlier changes of the service have ended
    /// @throws FailureException `BUILD_NOT_FOUND`, `REPLICAS_INVALID`
    Rollout start(Release release, Precondition precondition);

    /// A rollout as it stands now.
    ///
    /// @throws FailureException `DEPLOYMENT_NOT_FOUND`
    Rollout observe(String service, String environment, String deploymentId);

    /// Gives the release all traffic without waiting for the remaining steps. A rollout that has ended stays as
    /// it is.
    ///
    /// @throws FailureException `DEPLOYMENT_NOT_FOUND`
    Rollout promote(String service, String environment, String deploymentId);

    /// Gives the traffic back to the previous release, and returns when that is done. A rollout that has ended
    /// stays as it is.
    ///
    /// @throws FailureException `DEPLOYMENT_NOT_FOUND`
    Rollout abort(String service, String environment, String deploymentId) throws InterruptedException;

    /// The version that a rollback restores; empty when there is none.
    Optional<String> previous(String service, String environment);

    /// Starts a rollout of the previous release. It can be repeated as [#start] can.
    ///
    /// @param deploymentId the key of the new rollout
    /// @param precondition is asked when earlier changes of the service have ended
    /// @throws FailureException `SERVICE_NOT_FOUND`, `ROLLBACK_IMPOSSIBLE` when there is no previous release
    Rollout rollBack(String service, String environment, String deploymentId, TaskKey task, Precondition precondition);
}
