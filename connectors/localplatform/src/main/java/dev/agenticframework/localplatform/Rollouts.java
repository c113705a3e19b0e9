package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.localplatform.ServiceState.Outcome;
import dev.agenticframework.localplatform.ServiceState.Release;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings releases into service. A release is written down before anything is done for it; it has the traffic for good
/// once that is written down too; whatever else happens, the release before gets everything back.
final class Rollouts {

    static final int MAX_REPLICAS = 10;

    private final Clock clock;
    private final Timings timings;
    private final Script script;

    Rollouts(Clock clock, Timings timings, Script script) {
        this.clock = clock;
        this.timings = timings;
        this.script = script;
    }

    /// How a release went.
    record Result(Outcome outcome, String reason, Duration took) {}

    /// Releases a build. A release that is in service already is left alone; one that broke off or was rolled back
    /// is tried anew.
    Result deploy(ServiceUnit unit, ServicePlatform.Release order, Consumer<String> log) throws InterruptedException {
        if (order.replicas() < 1 || order.replicas() > MAX_REPLICAS) {
            throw new FailureException(Failure.invalid(
                    "REPLICAS_INVALID", order.replicas() + " replicas were asked for", "ask for 1 to " + MAX_REPLICAS));
        }
        var strategy = Strategy.named(order.strategy());
        var build = unit.world().builds().find(order.build());
        if (!build.record().service().equals(order.service())) {
            throw new FailureException(Failure.notFound(
                    "BUILD_NOT_FOUND",
                    "the build is one of " + build.record().service() + ", not of " + order.service(),
                    "name a build of this service"));
        }
        var release = new Release(
                order.deploymentId(),
                order.build(),
                order.version(),
                build.record().commit(),
                order.replicas(),
                order.strategy(),
                unit.state().current(),
                false,
                Outcome.PENDING,
                "",
                clock.instant(),
                0);
        return release(unit, release, strategy, log);
    }

    /// Releases again what was in service before.
    ///
    /// @throws FailureException `ROLLBACK_IMPOSSIBLE`
    Result rollback(ServiceUnit unit, String id, Consumer<String> log) throws InterruptedException {
        var known = unit.state().release(id).filter(release -> release.outcome() == Outcome.DEPLOYED);
        if (known.isPresent()) {
            return done(known.get());
        }
        var target = unit.state().currentRelease().flatMap(release -> before(unit.state(), release));
        if (target.isEmpty()) {
            throw new FailureException(Failure.conflict(
                    "ROLLBACK_IMPOSSIBLE",
                    unit.key() + " has no earlier release to go back to",
                    "deploy the version that you want"));
        }
        var back = target.get();
        log.accept("going back to version " + back.version() + " of " + back.id());
        var release = new Release(
                id,
                back.build(),
                back.version(),
                back.commit(),
                back.replicas(),
                "rolling",
                back.previous(),
                true,
                Outcome.PENDING,
                "rollback to " + back.id(),
                clock.instant(),
                0);
        return release(unit, release, new Strategy.Rolling(), log);
    }

    private static Optional<Release> before(ServiceState state, Release current) {
        return current.previous().flatMap(state::release).filter(release -> release.outcome() == Outcome.DEPLOYED);
    }

    private static Result done(Release release) {
        return new Result(release.outcome(), release.reason(), Duration.ofMillis(release.millis()));
    }

    private Result release(ServiceUnit unit, Release release, Strategy strategy, Consumer<String> log)
            throws InterruptedException {
        var known = unit.state().release(release.id());
        if (known.isPresent() && known.get().outcome() == Outcome.DEPLOYED) {
            log.accept(release.id() + " is deployed already");
            return done(known.get());
        }
        unit.openGateway();
        boolean migrated = release.migrated() || known.map(Release::migrated).orElse(false);
        unit.change(now -> now.begun(migrated ? release.migratedNow() : release));
        var stage = new RolloutStage(unit, release, timings, log);
        Optional<String> problem;
        try {
            problem = attempt(unit, release, migrated, strategy, stage);
        } catch (InterruptedException e) {
            giveBack(stage, "cancelled", unit, release);
            throw e;
        } catch (FailureException e) {
            problem = Optional.of(e.failure().code() + ": " + e.failure().message());
        }
        if (problem.isPresent()) {
            return rolledBack(stage, problem.get(), unit, release);
        }
        stage.retireOld();
        return done(unit.state().release(release.id()).orElseThrow());
    }

    private Optional<String> attempt(
            ServiceUnit unit, Release release, boolean migrated, Strategy strategy, RolloutStage stage)
            throws InterruptedException {
        if (!migrated) {
            var problem = migrate(unit, release, stage);
            if (problem.isPresent()) {
                return problem;
            }
        }
        var problem = strategy.carryOut(stage);
        if (problem.isEmpty()) {
            // From here on a crash finds the new release in service.
            unit.change(now -> now.succeeded(release.id(), took(release).toMillis()));
            unit.allTrafficTo(release.id());
        }
        return problem;
    }

    private Optional<String> migrate(ServiceUnit unit, Release release, RolloutStage stage)
            throws InterruptedException {
        var build = unit.world().builds().find(release.build());
        var command = build.manifest().migrate();
        if (command.isPresent()) {
            stage.log("migrating");
            var end = script.run(
                    List.of("sh", "-e", "-c", command.get()),
                    build.checkout(),
                    unit.environment(release),
                    "migrate/" + unit.key(),
                    timings.migrate(),
                    stage::log);
            var problem = problem(end);
            if (problem.isPresent()) {
                return problem;
            }
        }
        unit.change(now -> now.migrated(release.id()));
        return Optional.empty();
    }

    private static Optional<String> problem(Script.End end) {
        return switch (end) {
            case Script.End.Exited(int code, List<String> tail) ->
                code == 0
                        ? Optional.empty()
                        : Optional.of("the migration ended with exit code " + code + ":\n" + String.join("\n", tail));
            case Script.End.TimedOut(Duration limit, List<String> tail) ->
                Optional.of("the migration took longer than " + limit.toSeconds() + " s");
        };
    }

    private Duration took(Release release) {
        return Duration.between(release.startedAt(), clock.instant());
    }

    private Result rolledBack(RolloutStage stage, String reason, ServiceUnit unit, Release release)
            throws InterruptedException {
        giveBack(stage, reason, unit, release);
        return done(unit.state().release(release.id()).orElseThrow());
    }

    // An abort is finished even when the order to stop comes again: half given back would be the worst of both.
    private void giveBack(RolloutStage stage, String reason, ServiceUnit unit, Release release)
            throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        stage.log("rolling back: " + reason);
        unit.change(now -> now.rolledBack(release.id(), reason, took(release).toMillis()));
        stage.restoreOld();
        if (interrupted) {
            throw new InterruptedException("the rollout was cancelled");
        }
    }
}
