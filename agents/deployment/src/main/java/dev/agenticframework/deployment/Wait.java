package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.engine.Resumption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// How tasks wait for one kind of work outside the platform.
///
/// @param limit how long the work may take
/// @param lookAgain when to look at the work again in case a signal was lost
record Wait(Duration limit, Duration lookAgain) {

    /// Why this is the task's last turn; empty while the task can wait on.
    static Optional<Resumption> last(TaskContext task) {
        return task.resumption().filter(Resumption::isLast);
    }

    /// The result of a last turn, after the work has been stopped.
    ///
    /// @param expired the result when the work has reached its limit
    static TaskResult ended(Resumption last, Supplier<TaskResult> expired) {
        return switch (last) {
            case Resumption.Expired _ -> expired.get();
            case Resumption.Stopped _, Resumption.Signalled _, Resumption.Woken _ -> new TaskResult.Stopped();
        };
    }

    /// Suspends the task until the work has ended or reaches its limit.
    ///
    /// @param events are published on the task's first turn only
    TaskResult suspended(TaskContext task, String handle, Instant startedAt, AgentEvent... events) {
        var waiter = task.key().waiter(handle);
        var wakeAt = task.now().plus(lookAgain);
        var deadline = startedAt.plus(limit);
        return task.resumption().isEmpty()
                ? TaskResult.suspended(waiter, wakeAt, deadline, events)
                : TaskResult.suspended(waiter, wakeAt, deadline);
    }
}
