package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Replicas;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.host.Command;
import dev.agenticframework.localplatform.ServiceState.Outcome;
import dev.agenticframework.localplatform.ServiceState.Release;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Rolls out releases. A release is stored before anything is done for it, and its success is stored before the old
/// replicas are removed. In any other case the previous release gets all replicas and the traffic back.
final class Releasing {

    private final Clock clock;
    private final Timings timings;
    private final Script script;
    private final Confined confined;

    Releasing(Clock clock, Timings timings, Script script, Confined confined) {
        this.clock = clock;
        this.timings = timings;
        this.script = script;
        this.confined = confined;
    }

    /// The release that an order requests. It is not started yet.
    ///
    /// @throws FailureException `REPLICAS_INVALID`, `BUILD_NOT_FOUND`, `ISOLATION_UNAVAILABLE`
    Release ordered(ServiceState state, Rollouts.Release order, LocalBuilds builds) {
        confined.require();
        if (!Replicas.allows(order.replicas())) {
            throw new FailureException(Failure.invalid(
                    "REPLICAS_INVALID",
                    order.replicas() + " replicas were requested.",
                    "Request " + Replicas.MIN + " to " + Replicas.MAX + "."));
        }
        var build = builds.find(order.build());
        if (!build.record().service().equals(order.service())) {
            throw new FailureException(Failure.notFound(
                    "BUILD_NOT_FOUND",
                    "The build belongs to " + build.record().service() + ", not to " + order.service() + ".",
                    "Name a build of this service."));
        }
        boolean migrated =
                state.release(order.deploymentId()).map(Release::migrated).orElse(false);
        return new Release(
                order.deploymentId(),
                order.build(),
                order.version(),
                build.record().commit(),
                order.replicas(),
                order.strategy(),
                state.current(),
                migrated,
                Outcome.PENDING,
                "",
                clock.instant(),
                0,
                Optional.of(order.task()));
    }

    /// The release that restores the previous one. It is not started yet.
    ///
    /// @throws FailureException `ROLLBACK_IMPOSSIBLE`
    Release previous(ServiceUnit unit, String id, TaskKey task) {
        var back = before(unit.state())
                .orElseThrow(() -> new FailureException(Failure.conflict(
                        "ROLLBACK_IMPOSSIBLE",
                        unit.key() + " has no previous release.",
                        "Deploy the version that you want.")));
        return new Release(
                id,
                back.build(),
                back.version(),
                back.commit(),
                back.replicas(),
                RolloutStrategy.ROLLING,
                back.previous(),
                true,
                Outcome.PENDING,
                "Rollback to " + back.id(),
                clock.instant(),
                0,
                Optional.of(task));
    }

    /// The release that had the traffic before the current one; empty when there is none.
    static Optional<Release> before(ServiceState state) {
        return state.currentRelease()
                .flatMap(Release::previous)
                .flatMap(state::release)
                .filter(release -> release.outcome() == Outcome.DEPLOYED);
    }

    /// Rolls a release out, or restores the previous one.
    void carryOut(ServiceUnit unit, Release release, RolloutControl control) throws InterruptedException {
        unit.openGateway();
        unit.change(now -> now.begun(release));
        control.log("Started a " + release.strategy() + " rollout of version " + release.version());
        var stage = new RolloutStage(unit, release, timings, control);
        Optional<String> problem;
        try {
            problem = attempt(unit, release, stage);
        } catch (InterruptedException e) {
            if (!control.isPlatformStopping()) {
                giveBack(stage, "The rollout was cancelled.", unit, release);
            }
            throw e;
        } catch (FailureException e) {
            problem = Optional.of(e.failure().code() + ": " + e.failure().message());
        }
        if (problem.isPresent()) {
            giveBack(stage, problem.get(), unit, release);
        } else {
            stage.retireOld();
        }
    }

    private Optional<String> attempt(ServiceUnit unit, Release release, RolloutStage stage)
            throws InterruptedException {
        if (!release.migrated()) {
            var problem = migrate(unit, release, stage);
            if (problem.isPresent()) {
                return problem;
            }
        }
        var problem = Strategy.of(release.strategy()).carryOut(stage);
        if (problem.isEmpty()) {
            // After a crash from here on, the new release is the current one.
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
            stage.log("Migrating the database");
            var words = new Command(
                    List.of("sh", "-e", "-c", command.get()),
                    build.checkout(),
                    unit.environment(release),
                    "migrate/" + unit.key());
            var end =
                    script.run(confined.migration(words, unit.key(), timings.migrate()), timings.migrate(), stage::log);
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
                        : Optional.of("The migration ended with exit code " + code + ":\n" + String.join("\n", tail));
            case Script.End.TimedOut(Duration limit, List<String> tail) ->
                Optional.of("The migration took longer than " + limit.toSeconds() + " s.");
        };
    }

    private Duration took(Release release) {
        return Duration.between(release.startedAt(), clock.instant());
    }

    // A restoration is finished even after another interruption, because half of it would be worse than either state.
    private void giveBack(RolloutStage stage, String reason, ServiceUnit unit, Release release)
            throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        stage.log("Rolling back. " + reason);
        unit.change(now -> now.rolledBack(release.id(), reason, took(release).toMillis()));
        stage.restoreOld();
        if (interrupted) {
            throw new InterruptedException("the rollout was cancelled");
        }
    }
}
