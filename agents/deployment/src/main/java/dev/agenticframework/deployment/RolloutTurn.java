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

    static final Wait WAIT = new Wait(Duration.ofMinutes(20), Duration.ofSeconds(15));

    /// @param start starts the rollout, or finds it
    /// @param ended the result of a rollout that has ended
    TaskResult take(Supplier<Rollout> start, Function<Rollout, TaskResult> ended) throws InterruptedException {
        try {
            var last = Wait.last(task);
            return last.isPresent() ? aborted(last.get(), ended) : underWay(start.get(), ended);
        } catch (FailureException e) {
            return report.failed(e.failure());
        }
    }

    private TaskResult underWay(Rollout rollout, Function<Rollout, TaskResult> ended) {
        return rollout.phase() == Rollout.Phase.PROGRESSING
                ? WAIT.suspended(task, rollout.handle(), rollout.startedAt(), report.started(rollout.version()))
                : ended.apply(rollout);
    }

    private TaskResult aborted(Resumption last, Function<Rollout, TaskResult> ended) throws InterruptedException {
        Rollout rollout = rollouts.abort(report.service(), report.environment(), report.deploymentId());
        return Wait.ended(
                last,
                () -> rollout.phase() == Rollout.Phase.DEPLOYED
                        ? ended.apply(rollout)
                        : report.failed(Failure.conflict(
                                "ROLLOUT_TIMED_OUT",
                                "The rollout of version " + rollout.version() + " took longer than "
                                        + WAIT.limit().toMinutes() + " minutes, and was aborted.",
                                "Check why its instances do not become ready, then deploy again.")));
    }
}
