package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.Supervised;
import dev.agenticframework.localplatform.ServiceState.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A supervised process of a service. It is started, probed, taken out of the traffic while it is not ready, and
/// restarted with a growing backoff when it dies. A supervised loop does that, and continues after any failure.
final class ReplicaProcess {

    static final int LIVENESS_FAILURES = 3;
    static final int TOLD_LINES = 12;

    private static final Duration LOOK_WHILE_STARTING = Duration.ofMillis(50);
    private static final Duration STABLE = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(ReplicaProcess.class.getName());

    /// The parts of the platform that a replica uses.
    ///
    /// @param journal stores each started process
    record World(
            ProcessGroups groups,
            Confined confined,
            Ports ports,
            Gateway gateway,
            Timings timings,
            Clock clock,
            Consumer<Running> journal) {}

    /// The result of the first start.
    sealed interface Startup {
        record Ready(Duration after) implements Startup {}

        record Failed(String reason) implements Startup {}
    }

    private final ReplicaSpec spec;
    private final World world;
    private final Backend backend;
    private final CompletableFuture<Startup> startup = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Instant begun;
    private volatile ReplicaPhase phase = new ReplicaPhase.Starting();
    private volatile Running running;
    private volatile Instant checkedAt = Instant.EPOCH;
    private boolean stored = true;
    private ProcessGroups.@Nullable Started child;
    private @Nullable Supervised supervisor;

    /// A replica without a process yet.
    static ReplicaProcess toStart(ReplicaSpec spec, World world) {
        var planned = new Running(
                spec.id(),
                spec.release(),
                world.ports().internal(),
                0,
                "",
                0,
                world.clock().instant());
        return new ReplicaProcess(spec, world, planned);
    }

    /// A replica whose process an earlier platform started.
    static ReplicaProcess adopted(ReplicaSpec spec, World world, Running running) {
        return new ReplicaProcess(spec, world, running);
    }

    private ReplicaProcess(ReplicaSpec spec, World world, Running running) {
        this.spec = spec;
        this.world = world;
        this.running = running;
        this.begun = world.clock().instant();
        this.backend = new Backend(spec.release(), running.port());
    }

    void begin() {
        supervisor = Supervised.every("replica " + spec.unit(), Duration.ZERO, this::supervise)
                .start();
    }

    String id() {
        return spec.id();
    }

    String release() {
        return spec.release();
    }

    Backend backend() {
        return backend;
    }

    Running running() {
        return running;
    }

    ReplicaPhase phase() {
        return phase;
    }

    /// Whether it was ready when it was checked last, and that was a short time ago.
    boolean ready() {
        var age = Duration.between(checkedAt, world.clock().instant());
        return phase instanceof ReplicaPhase.Ready
                && age.compareTo(world.timings().stale()) <= 0;
    }

    /// When its readiness was checked last; empty before the first check.
    Optional<Instant> checkedAt() {
        return Optional.of(checkedAt).filter(at -> at.isAfter(Instant.EPOCH));
    }

    LogFile log() {
        return spec.log();
    }

    /// Waits until the replica is ready for the first time, has died, or has exceeded the limit.
    Startup awaitReady(Duration limit) throws InterruptedException {
        try {
            return startup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Startup.Failed("was not ready after " + limit.toMillis() + " ms ("
                    + spec.health().ready() + ")" + lastLines());
        } catch (ExecutionException e) {
            return new Startup.Failed("could not be supervised: " + e.getCause() + ".");
        }
    }

    /// Takes the replica out of the traffic, waits for its requests, and ends its process with everything that
    /// it started.
    void retire() throws InterruptedException {
        try {
            backend.drain(world.timings().drain());
        } finally {
            halt();
        }
    }

    /// Ends the process with everything that it started.
    void halt() throws InterruptedException {
        stop.countDown();
        var supervising = supervisor;
        if (supervising != null) {
            supervising.stop();
        }
        backend.ready(false);
        phase = new ReplicaPhase.Stopped();
        startup.complete(new Startup.Failed("was stopped."));
        world.groups()
                .end(
                        running.pid(),
                        running.birth(),
                        spec.unit(),
                        world.timings().stop());
        world.groups().endLog(spec.unit());
    }

    /// Starts the process unless it runs, watches it until it dies, and waits before it is started again.
    private void supervise() throws InterruptedException {
        var reason = stopped() ? Optional.of("was stopped.") : ensureRunning();
        var died = reason.isPresent() ? reason.get() : watch();
        if (!stopped()) {
            died(died);
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private boolean pause(Duration time) throws InterruptedException {
        return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<String> ensureRunning() {
        if (alive()) {
            return Optional.empty();
        }
        try {
            launch();
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of("could not be started: " + e.failure().message());
        }
    }

    private boolean alive() {
        return running.pid() > 0 && world.groups().table().lives(running.pid(), running.birth());
    }

    private void launch() {
        if (!Ports.free(running.port())) {
            var elsewhere = world.ports().internal();
            running = new Running(spec.id(), spec.release(), elsewhere, 0, "", running.restarts(), running.startedAt());
            backend.moved(elsewhere);
        }
        var environment = new HashMap<>(spec.environment().get());
        environment.put("PORT", Integer.toString(running.port()));
        environment.put("HOST", "127.0.0.1");
        phase = new ReplicaPhase.Starting();
        var command = new Command(List.of("sh", "-c", spec.run()), spec.directory(), environment, spec.unit());
        var confined = world.confined().replica(command, spec.key());
        var started = Script.background(world.groups(), confined, spec.log().path());
        child = started;
        running = new Running(
                spec.id(),
                spec.release(),
                running.port(),
                started.pid(),
                started.birth(),
                running.restarts(),
                world.clock().instant());
        store();
    }

    /// Stores the process. While the disk is full, it runs without a record, and this is tried again: a restart of
    /// the platform in that time ends the process as an unknown one, and starts another.
    private void store() {
        try {
            world.journal().accept(running);
            stored = true;
        } catch (FailureException e) {
            if (stored) {
                LOG.log(System.Logger.Level.WARNING, spec.unit() + " runs, but cannot be stored: " + e.getMessage());
            }
            stored = false;
        }
    }

    /// Watches the process until it dies.
    ///
    /// @return why it died
    private String watch() throws InterruptedException {
        int deaf = 0;
        long nextLiveness = System.nanoTime() + world.timings().liveness().toNanos();
        long nextReadiness = System.nanoTime();
        while (alive()) {
            if (!(phase instanceof ReplicaPhase.Ready) || System.nanoTime() > nextReadiness) {
                probeReadiness();
                nextReadiness = System.nanoTime() + world.timings().readiness().toNanos();
            }
            if (System.nanoTime() > nextLiveness) {
                if (!stored) {
                    store();
                }
                deaf = mayStillStart() || answers(spec.health().live()) ? 0 : deaf + 1;
                nextLiveness = System.nanoTime() + world.timings().liveness().toNanos();
            }
            if (deaf >= LIVENESS_FAILURES) {
                world.groups()
                        .end(
                                running.pid(),
                                running.birth(),
                                spec.unit(),
                                world.timings().stop());
                return "no longer answered " + spec.health().live() + ".";
            }
            if (pause(startup.isDone() ? world.timings().watch() : LOOK_WHILE_STARTING)) {
                return "was stopped.";
            }
        }
        // Children can survive it, and hold its port and its output.
        world.groups().kill(running.pid(), running.birth(), spec.unit());
        if (child != null) {
            child.awaitOutput();
        }
        return "died" + exitCode() + lastLines();
    }

    // A process that is starting does not have to answer before its start has taken too long.
    private boolean mayStillStart() {
        var age = Duration.between(running.startedAt(), world.clock().instant());
        return phase instanceof ReplicaPhase.Starting
                && age.compareTo(world.timings().ready()) < 0;
    }

    private void probeReadiness() throws InterruptedException {
        boolean answers = answers(spec.health().ready());
        checkedAt = world.clock().instant();
        if (answers) {
            phase = new ReplicaPhase.Ready();
            backend.ready(true);
            startup.complete(
                    new Startup.Ready(Duration.between(begun, world.clock().instant())));
        } else if (phase instanceof ReplicaPhase.Ready) {
            backend.ready(false);
            phase = new ReplicaPhase.Unready();
        }
    }

    private boolean answers(String path) throws InterruptedException {
        int status = world.gateway().probe(running.port(), path, world.timings().probe());
        return status >= 200 && status < 300;
    }

    private void died(String reason) throws InterruptedException {
        backend.ready(false);
        startup.complete(new Startup.Failed(reason));
        boolean wasStable =
                Duration.between(running.startedAt(), world.clock().instant()).compareTo(STABLE) > 0;
        int restarts = wasStable ? 1 : running.restarts() + 1;
        running = new Running(spec.id(), spec.release(), running.port(), 0, "", restarts, running.startedAt());
        var backoff = backoff(restarts);
        phase = new ReplicaPhase.Waiting(reason, backoff);
        pause(backoff);
    }

    private Duration backoff(int restarts) {
        var doubled = world.timings().firstBackoff().multipliedBy(1L << Math.min(restarts - 1, 20));
        return doubled.compareTo(world.timings().longestBackoff()) > 0
                ? world.timings().longestBackoff()
                : doubled;
    }

    private String exitCode() {
        var process = child == null ? null : child.process();
        return process == null || process.isAlive() ? "" : " with exit code " + process.exitValue();
    }

    private String lastLines() {
        var lines = spec.log().tail(TOLD_LINES);
        return lines.isEmpty() ? ", and it wrote nothing." : ". It wrote last:\n" + String.join("\n", lines);
    }
}
