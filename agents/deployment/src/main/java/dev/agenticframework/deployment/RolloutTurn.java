package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.engine.Resumption;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// One turn of a task that waits for a rollout: starts the rollout or finds it, and suspends the task until it
/// has ended.
///
/// @param report turns the end of the rollout into events and a result
record RolloutTurn(Rollouts rollouts, TaskContext task, RolloutReport report) {

    /// How long a rollout may take.
    static final Duration LIMIT = Duration.ofMinutes(20);

    /// When to look again in case a signal was lost.
    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /// @param start starts the rollout, or finds it
    /// @param ended the result of a rollout that has ended
    TaskResult take(Supplier<Rollout> start, Function<Rollout, TaskResult> ended) throws InterruptedException {
        try {
            return task.resumption().filter(Resumption::isLast).isPresent()
                    ? aborted(task.resumption().get(), ended)
                    : underWay(start.get(), ended);
        } catch (FailureException e) {
            return report.failed(e.failure());
        }
    }

    private TaskResult underWay(Rollout rollout, Function<Rollout, TaskResult> ended) {
        if (rollout.phase() != Rollout.Phase.PROGRESSING) {
            return ended.apply(rollout);
        }
        var waiter = task.key().waiter(rollout.handle());
        var wakeAt = task.now().plus(LOOK_AGAIN);
        var deadline = rollout.startedAt().plus(LIMIT);
        return task.resumption().isEmpty()
                ? TaskResult.suspended(waiter, wakeAt, deadline, report.started(rollout.version()))
                : TaskResult.suspended(waiter, wakeAt, deadline);
    }

    private TaskResult aborted(Resumption last, Function<Rollout, TaskResult> ended) throws InterruptedException {
        Rollout rollout = rollouts.abort(report.service(), report.environment(), report.deploymentId());
        return switch (last) {
            case Resumption.Expired _ ->
                rollout.phase() == Rollout.Phase.DEPLOYED
                        ? ended.apply(rollout)
                        : report.failed(Failure.conflict(
                                "ROLLOUT_TIMED_OUT",
                                "The rollout of version " + rollout.version() + " took longer than " + LIMIT.toMinutes()
                                        + " minutes, and was aborted.",
                                "Check why its instances do not become ready, then deploy again."));
            case Resumption.Stopped _, Resumption.Signalled _, Resumption.Woken _ -> new TaskResult.Stopped();
        };
    }
}
