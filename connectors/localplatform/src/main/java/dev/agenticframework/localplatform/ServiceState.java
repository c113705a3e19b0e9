package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.TaskKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What the platform knows of a service in an environment, as its file holds it. Immutable; each change gives the state
/// that is written before the change is acted on.
///
/// @param port of its gateway, for as long as the service exists
/// @param removal set once it is to go, so that a removal that broke off is finished
/// @param current the id of the release that has the traffic
/// @param releases oldest first, a bounded number
record ServiceState(
        String service,
        String environment,
        int port,
        Removal removal,
        Optional<String> current,
        List<Release> releases,
        List<Running> replicas,
        List<Provisioned> resources) {

    /// The releases remembered.
    static final int MAX_RELEASES = 10;

    /// Whether the service is to go.
    enum Removal {
        NONE,
        KEEPING_DATA,
        WITH_DATA
    }

    /// How a release stands.
    enum Outcome {
        PENDING,
        DEPLOYED,
        ROLLED_BACK
    }

    /// A release, the order that led to it and what became of it.
    ///
    /// @param previous the release that had the traffic before
    /// @param migrated whether its migration has run
    /// @param reason why it was rolled back, else why it was released
    /// @param task the attempt that it is for; empty for a release of an earlier version of the platform
    record Release(
            String id,
            String build,
            String version,
            String commit,
            int replicas,
            RolloutStrategy strategy,
            Optional<String> previous,
            boolean migrated,
            Outcome outcome,
            String reason,
            Instant startedAt,
            long millis,
            Optional<TaskKey> task) {

        Release migratedNow() {
            return new Release(
                    id, build, version, commit, replicas, strategy, previous, true, outcome, reason, startedAt, millis,
                    task);
        }

        Release ended(Outcome how, String why, long tookMillis) {
            return new Release(
                    id,
                    build,
                    version,
                    commit,
                    replicas,
                    strategy,
                    previous,
                    migrated,
                    how,
                    why,
                    startedAt,
                    tookMillis,
                    task);
        }
    }

    /// A replica's process as it was started last.
    ///
    /// @param birth tells the process from another that has its number later
    record Running(String id, String release, int port, long pid, String birth, int restarts, Instant startedAt) {}

    /// A resource that was provisioned.
    ///
    /// @param secret the name in the secret store of its connection string
    record Provisioned(String type, String name, String variable, String secret) {}

    ServiceState {
        releases = List.copyOf(releases);
        replicas = List.copyOf(replicas);
        resources = List.copyOf(resources);
    }

    static ServiceState fresh(ServiceKey key, int port) {
        return new ServiceState(
                key.service(),
                key.environment(),
                port,
                Removal.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    ServiceKey key() {
        return new ServiceKey(service, environment);
    }

    Optional<Release> release(String id) {
        return releases.stream().filter(release -> release.id().equals(id)).findFirst();
    }

    Optional<Release> currentRelease() {
        return current.flatMap(this::release);
    }

    /// A release begins, or begins anew. What had the traffic before is remembered, to go back to.
    ServiceState begun(Release release) {
        var others =
                releases.stream().filter(one -> !one.id().equals(release.id())).toList();
        var kept = new ArrayList<Release>();
        for (int i = 0; i < others.size(); i++) {
            var one = others.get(i);
            boolean recent = i > others.size() - MAX_RELEASES;
            boolean needed = current.equals(Optional.of(one.id()));
            if (recent || needed) {
                kept.add(one);
            }
        }
        kept.add(release);
        return withReleases(kept, current);
    }

    ServiceState migrated(String id) {
        return changed(id, Release::migratedNow);
    }

    /// The release has the traffic now.
    ServiceState succeeded(String id, long millis) {
        var done = changed(id, release -> release.ended(Outcome.DEPLOYED, release.reason(), millis));
        return done.withReleases(done.releases(), Optional.of(id));
    }

    ServiceState rolledBack(String id, String reason, long millis) {
        return changed(id, release -> release.ended(Outcome.ROLLED_BACK, reason, millis));
    }

    private ServiceState changed(String id, UnaryOperator<Release> change) {
        return withReleases(
                releases.stream()
                        .map(release -> release.id().equals(id) ? change.apply(release) : release)
                        .toList(),
                current);
    }

    private ServiceState withReleases(List<Release> now, Optional<String> currentNow) {
        return new ServiceState(service, environment, port, removal, currentNow, now, replicas, resources);
    }

    ServiceState started(Running replica) {
        var others = replicas.stream().filter(one -> !one.id().equals(replica.id()));
        return withReplicas(Stream.concat(others, Stream.of(replica)).toList());
    }

    ServiceState ended(String replica) {
        return withReplicas(
                replicas.stream().filter(one -> !one.id().equals(replica)).toList());
    }

    private ServiceState withReplicas(List<Running> now) {
        return new ServiceState(service, environment, port, removal, current, releases, now, resources);
    }

    ServiceState provisioned(List<Provisioned> now) {
        return new ServiceState(service, environment, port, removal, current, releases, replicas, now);
    }

    ServiceState removing(boolean withData) {
        var how = withData ? Removal.WITH_DATA : Removal.KEEPING_DATA;
        return new ServiceState(service, environment, port, how, current, releases, replicas, resources);
    }
}
