package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import dev.agenticframework.localplatform.ServiceState.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The actions of a strategy: start and stop replicas, shift traffic, observe, and log.
final class RolloutStage {

    private final ServiceUnit unit;
    private final Release release;
    private final Optional<Release> old;
    private final Timings timings;
    private final RolloutControl control;
    private final List<ReplicaProcess> fresh = new ArrayList<>();

    RolloutStage(ServiceUnit unit, Release release, Timings timings, RolloutControl control) {
        this.unit = unit;
        this.release = release;
        this.old = unit.state().currentRelease();
        this.timings = timings;
        this.control = control;
    }

    void log(String line) {
        control.log(line);
    }

    Timings timings() {
        return timings;
    }

    int wanted() {
        return release.replicas();
    }

    List<ReplicaProcess> oldReplicas() {
        return old.map(one -> unit.replicasOf(one.id())).orElse(List.of());
    }

    List<ReplicaProcess> freshReplicas() {
        return List.copyOf(fresh);
    }

    /// Starts a number of new replicas together and waits until all are ready.
    ///
    /// @return the problem; empty when there is none
    Optional<String> grow(int count) throws InterruptedException {
        var started = new ArrayList<ReplicaProcess>();
        for (int i = 0; i < count; i++) {
            var replica = unit.launch(release);
            fresh.add(replica);
            started.add(replica);
        }
        for (var replica : started) {
            var problem = awaitReady(replica);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> awaitReady(ReplicaProcess replica) throws InterruptedException {
        return switch (replica.awaitReady(timings.ready())) {
            case ReplicaProcess.Startup.Ready(Duration after) -> {
                log("Replica " + replica.id() + " is ready on port "
                        + replica.running().port() + " after " + after.toMillis() + " ms");
                yield Optional.empty();
            }
            case ReplicaProcess.Startup.Failed(String reason) -> Optional.of("Replica " + replica.id() + " " + reason);
        };
    }

    /// Shares the traffic equally among all new replicas and the remaining old ones.
    void shareAlike() {
        var all = new ArrayList<>(oldReplicas());
        all.addAll(fresh);
        unit.route().split(TrafficSplit.even(ServiceUnit.backends(all)));
    }

    /// Sends a percentage of the traffic to the new replicas.
    void weigh(int percent) {
        unit.route()
                .split(TrafficSplit.weighted(
                        ServiceUnit.backends(oldReplicas()), percent, ServiceUnit.backends(fresh)));
        log("Traffic: " + percent + " % to version " + release.version());
    }

    /// Takes one old replica out of the traffic and ends it.
    void retireOne() throws InterruptedException {
        var left = oldReplicas();
        if (!left.isEmpty()) {
            var leaving = left.getFirst();
            var staying = new ArrayList<>(left.subList(1, left.size()));
            staying.addAll(fresh);
            unit.route().split(TrafficSplit.even(ServiceUnit.backends(staying)));
            unit.retire(List.of(leaving));
            log("Removed the old replica " + leaving.id());
        }
    }

    /// Waits and checks that the new replicas stay ready. A promotion ends the wait.
    ///
    /// @return the problem; empty when there is none
    Optional<String> observe(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!control.isPromoted()) {
            Thread.sleep(Math.min(50, time.toMillis()));
            for (var replica : fresh) {
                if (replica.phase() instanceof ReplicaPhase.Waiting(String reason, Duration backoff)) {
                    return Optional.of("Replica " + replica.id() + " " + reason);
                }
                if (replica.running().restarts() > 0) {
                    return Optional.of("Replica " + replica.id() + " had to be restarted.");
                }
            }
            if (System.nanoTime() >= end) {
                break;
            }
        }
        return Optional.empty();
    }

    /// The requests of the new release so far.
    Traffic freshTraffic() {
        return unit.route().meter().of(release.id());
    }

    /// The requests of the current release so far.
    Traffic oldTraffic() {
        return unit.route().meter().of(old.map(Release::id).orElse(""));
    }

    /// Ends the replicas of all other releases.
    void retireOld() throws InterruptedException {
        var others = unit.replicas().stream()
                .filter(replica -> !replica.release().equals(release.id()))
                .toList();
        if (!others.isEmpty()) {
            unit.retire(others);
            log("Removed " + others.size() + (others.size() == 1 ? " old replica" : " old replicas"));
        }
    }

    /// Restores the full number of replicas of the previous release, gives it the traffic, and ends the
    /// new replicas.
    void restoreOld() throws InterruptedException {
        if (old.isPresent()) {
            int missing = old.get().replicas() - oldReplicas().size();
            var back = new ArrayList<ReplicaProcess>();
            for (int i = 0; i < missing; i++) {
                back.add(unit.launch(old.get()));
            }
            for (var replica : back) {
                awaitReady(replica).ifPresent(this::log);
            }
            unit.allTrafficTo(old.get().id());
            log("Version " + old.get().version() + " has all the traffic again");
        } else {
            unit.route().split(TrafficSplit.NONE);
        }
        unit.retire(unit.replicasOf(release.id()));
    }
}
