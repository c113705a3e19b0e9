package dev.agenticframework.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plays the shell in tests: keeps the facts and tells the time.
final class Driver {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final List<Entry> history = new ArrayList<>();
    Workflow workflow;

    Driver() {
        start(Plan.of(TaskSpec.of("t1", "agent", "action")));
    }

    final void start(Plan plan) {
        var request = new Request("olga", "", "test", "", Map.of());
        Decision.Accepted started =
                Workflow.start(new WorkflowId(1), new Fact.WorkflowCreated(request, plan, "", Optional.empty()), now);
        workflow = started.after();
        history.clear();
        history.addAll(started.entries());
    }

    Decision ask(Intent intent) {
        Decision decision = workflow.decide(intent, now);
        if (decision instanceof Decision.Accepted accepted) {
            workflow = accepted.after();
            history.addAll(accepted.entries());
        }
        return decision;
    }

    Lease lease(String task) {
        var ready = (TaskState.Ready) state(task);
        var id = new TaskId(task);
        ask(new Intent.LeaseTask(id, ready.past().attempt(), "w", Optional.empty()));
        return new Lease(id, ready.past().attempt(), ready.delivery());
    }

    void succeed(String task, Map<String, String> outputs) {
        ask(new Intent.Succeed(lease(task), outputs, Report.NONE));
    }

    void succeed(String... tasks) {
        for (String task : tasks) {
            succeed(task, Map.of());
        }
    }

    void fail(String task, boolean terminal) {
        TaskError error = terminal
                ? new TaskError.Terminal("X", TaskError.Blame.USER, "m", "r")
                : new TaskError.Transient("X", TaskError.Blame.USER, "m", "r");
        ask(new Intent.Fail(lease(task), error, Map.of(), Report.NONE));
    }

    void wait(Duration duration) {
        now = now.plus(duration);
        ask(new Intent.Wake());
    }

    TaskState state(String task) {
        return workflow.task(new TaskId(task)).orElseThrow();
    }

    Set<String> ready() {
        var ready = new HashSet<String>();
        for (TaskSpec task : workflow.plan().tasks()) {
            if (state(task.id().value()) instanceof TaskState.Ready) {
                ready.add(task.id().value());
            }
        }
        return ready;
    }

    /// Suspends a task that is ready, with an hour to the wake-up time and a day to the deadline.
    Lease suspend(String task, String handle) {
        Lease lease = lease(task);
        ask(new Intent.Suspend(
                lease, handle, now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)), Report.NONE));
        return lease;
    }

    Decision signal(String task, String handle, String payload) {
        return ask(new Intent.Signal(new TaskId(task), handle, payload));
    }

    Optional<Resumption> resumption(String task) {
        return switch (state(task)) {
            case TaskState.Ready ready -> ready.waits().resumption();
            case TaskState.Running running -> running.waits().resumption();
            default -> Optional.empty();
        };
    }
}
