package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.localplatform.ServiceState.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs rollouts, each in its own thread, and signals the tasks that wait for them.
final class LocalRollouts implements Rollouts {
    private static final System.Logger LOG = System.getLogger(LocalRollouts.class.getName());
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}");

    /// The number of refusals that are remembered for the tasks that ask for them.
    static final int MAX_REFUSALS = 1_000;

    private final Units units;
    private final Releasing releasing;
    private final LocalBuilds builds;
    private final LocalInstances instances;
    private final Signals signals;
    private final Clock clock;
    private final Map<String, Active> active = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal> eldest) {
            return size() > MAX_REFUSALS;
        }
    });
    private volatile boolean stopping;

    /// Why a rollout did not start.
    private record Refusal(TaskKey task, Failure failure) {}

    LocalRollouts(
            Units units,
            Releasing releasing,
            LocalBuilds builds,
            LocalInstances instances,
            Signals signals,
            Clock clock) {
        this.units = units;
        this.releasing = releasing;
        this.builds = builds;
        this.instances = instances;
        this.signals = signals;
        this.clock = clock;
    }

    /// Resumes the tasks whose rollouts an earlier process left unfinished. They start the rollouts again.
    void open() {
        for (var unit : units.all()) {
            for (var release : unit.state().releases()) {
                if (release.outcome() == Outcome.PENDING) {
                    release.task().ifPresent(task -> signals.signal(waiter(task, release.id()), "interrupted"));
                }
            }
        }
    }

    /// Interrupts the active rollouts, so that a later process starts them again.
    void close() throws InterruptedException {
        stopping = true;
        var all = List.copyOf(active.values());
        all.forEach(Active::interrupt);
        for (var one : all) {
            one.join();
        }
    }

    private static Waiter waiter(TaskKey task, String deploymentId) {
        return task.waiter("rollout/" + deploymentId);
    }

    @Override
    public List<Offer> strategies() {
        return Arrays.stream(RolloutStrategy.values())
                .map(strategy -> new Offer(strategy.toString(), "", Optional.empty()))
                .toList();
    }

    @Override
    public Rollout start(Release order, Precondition precondition) {
        require(order.deploymentId(), DEPLOYMENT, "DEPLOYMENT_ID_INVALID", "id of a deployment");
        require(order.version(), VERSION, "VERSION_INVALID", "version");
        var key = new ServiceKey(order.service(), order.environment());
        var state = units.find(key).map(ServiceUnit::state).orElse(ServiceState.fresh(key, 0));
        return known(key, order.deploymentId(), order.task()).orElseGet(() -> {
            var release = releasing.ordered(state, order, builds);
            var unit = units.obtain(key);
            return launch(unit, release, precondition, () -> releasing.ordered(unit.state(), order, builds));
        });
    }

    @Override
    public Optional<String> previous(String service, String environment) {
        return units.find(new ServiceKey(service, environment))
                .flatMap(unit -> Releasing.before(unit.state()))
                .map(ServiceState.Release::version);
    }

    @Override
    public Rollout rollBack(
            String service, String environment, String deploymentId, TaskKey task, Precondition precondition) {
        require(deploymentId, DEPLOYMENT, "DEPLOYMENT_ID_INVALID", "id of a deployment");
        var unit = units.get(new ServiceKey(service, environment));
        return known(unit.key(), deploymentId, task)
                .orElseGet(() -> launch(
                        unit,
                        releasing.previous(unit, deploymentId, task),
                        precondition,
                        () -> releasing.previous(unit, deploymentId, task)));
    }

    private static void require(String value, Pattern form, String code, String what) {
        if (!form.matcher(value).matches()) {
            throw new FailureException(Failure.invalid(
                    code,
                    "'" + Text.shown(value) + "' is not the " + what + ".",
                    "Use letters, digits, dots and hyphens, at most 100."));
        }
    }

    /// A rollout that is active, or that has ended and must not be repeated for this attempt.
    private Optional<Rollout> known(ServiceKey key, String deploymentId, TaskKey task) {
        var refusal = refusals.get(deploymentId);
        if (refusal != null && refusal.task().equals(task)) {
            throw new FailureException(refusal.failure());
        }
        return units.find(key)
                .flatMap(unit -> unit.state()
                        .release(deploymentId)
                        .filter(release -> active.containsKey(deploymentId) || isKept(release, task))
                        .map(release -> view(unit, release)));
    }

    private static boolean isKept(ServiceState.Release release, TaskKey task) {
        return switch (release.outcome()) {
            case PENDING -> false;
            case DEPLOYED -> true;
            case ROLLED_BACK -> release.task().equals(Optional.of(task));
        };
    }

    /// Stores the release, then runs its rollout in its own thread.
    ///
    /// @param atItsTurn the release, once earlier rollouts of the same service have ended
    private synchronized Rollout launch(
            ServiceUnit unit,
            ServiceState.Release release,
            Precondition precondition,
            Supplier<ServiceState.Release> atItsTurn) {
        if (unit.isLeaving()) {
            throw beingRemoved(unit.key());
        }
        refusals.remove(release.id());
        unit.change(now -> now.begun(release));
        var rollout = new Active(release.id(), release.task().orElseThrow());
        if (active.putIfAbsent(release.id(), rollout) == null) {
            rollout.start(() -> carryOut(unit, precondition, atItsTurn, rollout));
        }
        return view(unit, release);
    }

    private static FailureException beingRemoved(ServiceKey key) {
        return new FailureException(Failure.transientExternal(
                "SERVICE_BEING_REMOVED",
                key.service() + " is being removed from " + key.environment() + ".",
                "Deploy it when the removal has ended."));
    }

    private void carryOut(
            ServiceUnit unit, Precondition precondition, Supplier<ServiceState.Release> release, Active rollout) {
        try {
            if (!unit.enter()) {
                throw unit.removed();
            }
            try {
                precondition.require(Optional.of(instances.status(unit)));
                releasing.carryOut(unit, release.get(), rollout);
            } finally {
                unit.leave();
            }
        } catch (InterruptedException e) {
            rollBackUnlessStopping(unit, rollout.deploymentId, "cancelled");
        } catch (FailureException e) {
            refused(unit, rollout, e.failure());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The rollout " + rollout.deploymentId + " failed", e);
            refused(
                    unit,
                    rollout,
                    Failure.internal(
                            "ROLLOUT_CRASHED",
                            "The rollout ended because of " + e.getClass().getSimpleName() + ".",
                            "See the log of the platform, and deploy again."));
        } finally {
            active.remove(rollout.deploymentId, rollout);
            signals.signal(waiter(rollout.task, rollout.deploymentId), "ended");
        }
    }

    private void refused(ServiceUnit unit, Active rollout, Failure failure) {
        refusals.put(rollout.deploymentId, new Refusal(rollout.task, failure));
        rollBackUnlessStopping(unit, rollout.deploymentId, failure.message());
    }

    /// A release that did not start changes nothing.
    private void rollBackUnlessStopping(ServiceUnit unit, String deploymentId, String reason) {
        boolean pending = unit.state()
                .release(deploymentId)
                .filter(now -> now.outcome() == Outcome.PENDING)
                .isPresent();
        if (pending && !stopping && !unit.isForgotten()) {
            unit.change(now -> now.rolledBack(deploymentId, reason, 0));
        }
    }

    @Override
    public Rollout observe(String service, String environment, String deploymentId) {
        var refusal = refusals.get(deploymentId);
        if (refusal != null) {
            throw new FailureException(refusal.failure());
        }
        var unit = units.get(new ServiceKey(service, environment));
        return unit.state()
                .release(deploymentId)
                .map(release -> view(unit, release))
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "DEPLOYMENT_NOT_FOUND",
                        unit.key() + " has no deployment " + Text.shown(deploymentId) + ".",
                        "List its deployments, and name one of them.")));
    }

    @Override
    public Rollout promote(String service, String environment, String deploymentId) {
        Active running = active.get(deploymentId);
        if (running != null) {
            running.promoted = true;
        }
        return observe(service, environment, deploymentId);
    }

    @Override
    public Rollout abort(String service, String environment, String deploymentId) throws InterruptedException {
        Active running = active.get(deploymentId);
        if (running != null) {
            running.interrupt();
            running.join();
        }
        return observe(service, environment, deploymentId);
    }

    private Rollout view(ServiceUnit unit, ServiceState.Release release) {
        var phase = switch (release.outcome()) {
            case PENDING -> Rollout.Phase.PROGRESSING;
            case DEPLOYED -> Rollout.Phase.DEPLOYED;
            case ROLLED_BACK -> Rollout.Phase.ROLLED_BACK;
        };
        boolean ended = release.outcome() != Outcome.PENDING;
        return new Rollout(
                release.id(),
                phase,
                instances.status(unit),
                release.version(),
                release.outcome() == Outcome.ROLLED_BACK ? release.reason() : "",
                release.startedAt(),
                ended ? Duration.ofMillis(release.millis()) : Duration.between(release.startedAt(), clock.instant()));
    }

    /// A rollout that this process runs.
    private final class Active implements RolloutControl {
        private final String deploymentId;
        private final TaskKey task;
        private volatile boolean promoted;
        private volatile @Nullable Thread thread;

        Active(String deploymentId, TaskKey task) {
            this.deploymentId = deploymentId;
            this.task = task;
        }

        void start(Runnable work) {
            thread = Thread.ofVirtual().name("rollout-" + deploymentId).start(work);
        }

        void interrupt() {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }

        void join() throws InterruptedException {
            Thread running = thread;
            if (running != null) {
                running.join();
            }
        }

        @Override
        public void log(String line) {
            signals.log(waiter(task, deploymentId), line);
        }

        @Override
        public boolean isPromoted() {
            return promoted;
        }

        @Override
        public boolean isPlatformStopping() {
            return stopping;
        }
    }
}
