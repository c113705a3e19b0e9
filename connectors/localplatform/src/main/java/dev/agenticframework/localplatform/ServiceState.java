package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.TaskKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The stored state of a service in an environment. It is immutable: each change gives a new state, which is stored
/// before the change takes effect.
///
/// @param port of its gateway, as long as the service exists
/// @param removal set when the service is being removed, so that an interrupted removal is finished
/// @param current the id of the release that has the traffic
/// @param releases a bounded number, oldest first
record ServiceState(
        String service,
        String environment,
        int port,
        Removal removal,
        Optional<String> current,
        List<Release> releases,
        List<Running> replicas,
        List<Provisioned> resources) {

    /// The number of releases that are kept, in addition to those that are needed.
    static final int MAX_RELEASES = 10;

    /// How many releases back a service can be rolled back, one after the other.
    static final int MAX_ROLLBACKS = 2;

    /// Whether the service is being removed.
    enum Removal {
        NONE,
        KEEPING_DATA,
        WITH_DATA
    }

    /// The outcome of a release.
    enum Outcome {
        PENDING,
        DEPLOYED,
        ROLLED_BACK
    }

    /// A release with its order and its outcome.
    ///
    /// @param previous the release that had the traffic before
    /// @param migrated whether its migration has run
    /// @param reason why it was rolled back, or else why it was released
    /// @param task the attempt that requested it; empty for a release of an earlier version of the platform
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

    /// The last process of a replica.
    ///
    /// @param birth distinguishes the process from a later one with the same number
    record Running(String id, String release, int port, long pid, String birth, int restarts, Instant startedAt) {}

    /// A provisioned resource.
    ///
    /// @param secret the name of the secret with its connection string
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

    /// The state after a release starts, or starts again. It keeps the latest releases, those that have not ended,
    /// the one with the traffic, and those that a rollback restores, however many others have failed since.
    ServiceState begun(Release release) {
        var others =
                releases.stream().filter(one -> !one.id().equals(release.id())).toList();
        var needed = needed();
        var kept = new ArrayList<Release>();
        for (int i = 0; i < others.size(); i++) {
            var one = others.get(i);
            boolean recent = i > others.size() - MAX_RELEASES;
            if (recent || one.outcome() == Outcome.PENDING || needed.contains(one.id())) {
                kept.add(one);
            }
        }
        kept.add(release);
        return withReleases(kept, current);
    }

    /// The ids of the release with the traffic, and of those that a rollback restores.
    private Set<String> needed() {
        var ids = new HashSet<String>();
        var next = currentRelease();
        for (int i = 0; i <= MAX_ROLLBACKS && next.isPresent(); i++) {
            ids.add(next.get().id());
            next = next.get().previous().flatMap(this::release);
        }
        return ids;
    }

    ServiceState migrated(String id) {
        return changed(id, Release::migratedNow);
    }

    /// The state after a release has got the traffic.
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
