package dev.agenticframework.agentapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where services run. A call that changes something may be repeated with the same arguments: it has effect once.
public interface ServicePlatform {

    /// Whether this platform can build and run a language, and if not, what is missing.
    ///
    /// @param problem empty when it can
    record Toolchain(String language, String version, Optional<Failure> problem) {}

    /// A built revision that can run.
    ///
    /// @param id `sha256:...` of what it was built from
    record Build(String id, String service, String commit, Duration duration) {}

    /// A provisioned resource of a service.
    ///
    /// @param secret the name of its connection string in the secret store; the string itself is never returned
    record Resource(String type, String name, String variable, String address, String secret) {}

    /// What to release.
    ///
    /// @param deploymentId `dep-...`, the key of this release
    /// @param version the name that people use, such as the abbreviated commit
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
    /// @param outcome DEPLOYED, or ROLLED_BACK to the previous release
    /// @param reason why it was rolled back
    record Rollout(Outcome outcome, Status service, String reason, Duration duration) {

        /// The ways a rollout ends.
        public enum Outcome {
            DEPLOYED,
            ROLLED_BACK
        }
    }

    /// A running service.
    ///
    /// @param url where it answers, through the gateway
    /// @param deploymentId the release that gets the traffic, if there is one
    record Status(
            String name,
            String environment,
            String url,
            Optional<String> deploymentId,
            String version,
            String commit,
            int replicas,
            int readyReplicas,
            List<Replica> instances,
            List<Resource> resources) {}

    /// One running process of a service.
    record Replica(String id, long pid, int port, boolean ready, int restarts, Instant startedAt) {}

    /// The requests that the gateway counted since it started to serve the service.
    ///
    /// @param requests all requests
    /// @param errors requests answered with 5xx or not at all
    /// @param bucketsMillis upper bounds in milliseconds with cumulative counts; the last one is unbounded
    record Traffic(long requests, long errors, List<Bucket> bucketsMillis) {

        /// How many requests took at most this long.
        public record Bucket(double upToMillis, long count) {}
    }

    /// The languages, and whether each can be built here.
    List<Toolchain> toolchains();

    /// Provisions the resources that the revision's service manifest names; durable, with their secrets in the
    /// secret store.
    List<Resource> provision(String service, String environment, String repository, String commit, Consumer<String> log)
            throws InterruptedException;

    /// Builds a revision, or finds its build.
    Build build(String service, String repository, String commit, Consumer<String> log) throws InterruptedException;

    /// Rolls out a build, replica by replica, each ready before the next; rolls back when one does not
    /// become ready.
    Rollout deploy(Release release, Consumer<String> log) throws InterruptedException;

    /// Rolls back to the previous release.
    ///
    /// @throws FailureException `ROLLBACK_IMPOSSIBLE` when there is none
    Rollout rollback(String service, String environment, String deploymentId, Consumer<String> log)
            throws InterruptedException;

    Optional<Status> status(String service, String environment);

    List<Status> services();

    Optional<Traffic> traffic(String service, String environment);

    /// The last lines that the replicas wrote, the oldest first, each prefixed with its replica's id.
    List<String> logs(String service, String environment, int lines);

    /// Stops and removes a service in an environment.
    ///
    /// @param withData whether to delete its data, too; otherwise the data stays for a later deployment
    void remove(String service, String environment, boolean withData) throws InterruptedException;

    /// Environment variables that are set for every replica, in addition to those of its resources.
    Map<String, String> commonEnvironment();
}
