package dev.agenticframework.agentapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where services run. Every call that changes something may be repeated with the same arguments: it happens once.
public interface ServicePlatform {

    /// A revision that was built and can be run.
    ///
    /// @param id `sha256:...` of what it was built from
    record Build(String id, String service, String commit, Duration duration) {}

    /// A resource that a service asked for, as it was provisioned.
    ///
    /// @param secret the name in the secret store of its connection string; the string itself is never given out
    record Resource(String type, String name, String variable, String address, String secret) {}

    /// What to release.
    ///
    /// @param deploymentId `dep-...`, the key of this release
    /// @param version what people call it, such as the abbreviated commit
    /// @param strategy `rolling`, `blue-green` or `canary`
    record Release(
            String deploymentId,
            String service,
            String environment,
            String build,
            String version,
            int replicas,
            String strategy) {}

    /// How a rollout ended.
    ///
    /// @param outcome DEPLOYED, or ROLLED_BACK to the earlier release with the reason
    record Rollout(Outcome outcome, Status service, String reason, Duration duration) {

        /// The ways a rollout ends.
        public enum Outcome {
            DEPLOYED,
            ROLLED_BACK
        }
    }

    /// A service as it runs.
    ///
    /// @param url where it answers, through the gateway
    /// @param deploymentId the release that takes the traffic, if any
    record Status(
            String name,
            String environment,
            String url,
            Optional<String> deploymentId,
            String version,
            String commit,
            int replicas,
            int readyReplicas,
            List<Instance> instances,
            List<Resource> resources) {}

    /// A running copy of a service.
    ///
    /// @param id unique in the service, and meaningful to the platform alone
    /// @param ready whether it receives requests
    /// @param details what the platform adds, by name
    record Instance(String id, boolean ready, int restarts, Instant startedAt, Map<String, String> details) {
        public Instance {
            details = Map.copyOf(details);
        }
    }

    /// Requests as the gateway saw them since the service's gateway began.
    ///
    /// @param requests all requests
    /// @param errors those answered 5xx or not at all
    /// @param bucketsMillis upper bounds in milliseconds to cumulative counts, the last unbounded
    record Traffic(long requests, long errors, List<Bucket> bucketsMillis) {

        /// How many requests took at most so long.
        public record Bucket(double upToMillis, long count) {}
    }

    /// The languages that this platform builds and runs, each with what is missing on this machine, if anything is.
    List<Offer> toolchains();

    /// Provisions what the revision's service manifest asks for; durable, with its secrets in the secret store.
    List<Resource> provision(String service, String environment, String repository, String commit, Consumer<String> log)
            throws InterruptedException;

    /// Builds a revision, or finds it built.
    Build build(String service, String repository, String commit, Consumer<String> log) throws InterruptedException;

    /// Rolls a build out, replica by replica, each ready before the next; rolls back when one does not
    /// become ready.
    Rollout deploy(Release release, Consumer<String> log) throws InterruptedException;

    /// Goes back to the release before the current one.
    ///
    /// @throws FailureException `ROLLBACK_IMPOSSIBLE` when there is none
    Rollout rollback(String service, String environment, String deploymentId, Consumer<String> log)
            throws InterruptedException;

    Optional<Status> status(String service, String environment);

    List<Status> services();

    Optional<Traffic> traffic(String service, String environment);

    /// The last lines that the replicas wrote, oldest first, each with its replica's id in front.
    List<String> logs(String service, String environment, int lines);

    /// Stops and removes a service in an environment.
    ///
    /// @param withData whether its data go too; otherwise they stay for a later deployment
    void remove(String service, String environment, boolean withData) throws InterruptedException;

    /// Environment variables that are set for every replica, beside those of resources.
    Map<String, String> commonEnvironment();
}
