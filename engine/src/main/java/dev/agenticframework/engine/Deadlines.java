package dev.agenticframework.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Computes when something about a workflow is next due.
final class Deadlines {
    /// How long a running task may take to stop after a cancellation, before the workflow continues without it.
    static final Duration CANCEL_GRACE = Duration.ofSeconds(30);

    private final Workflow workflow;
    private @Nullable Instant next;

    private Deadlines(Workflow workflow) {
        this.workflow = workflow;
    }

    static Optional<Instant> next(Workflow workflow) {
        return Optional.ofNullable(new Deadlines(workflow).compute());
    }

    private @Nullable Instant compute() {
        switch (workflow.phase()) {
            case Phase.Ended _ -> {
                return null;
            }
            case Phase.Active _, Phase.Paused _ -> consider(timeout(workflow));
            case Phase.Stopping _ -> {}
        }
        for (int i = 0; i < workflow.graph().size(); i++) {
            consider(workflow.state(i), workflow.graph().task(i));
        }
        return next;
    }

    private void consider(TaskState state, TaskSpec task) {
        switch (state) {
            case TaskState.AwaitingApproval awaiting -> {
                consider(awaiting.expiresAt());
                awaiting.escalatesAt().ifPresent(this::consider);
            }
            case TaskState.Ready ready -> {
                if (!isPaused()) {
                    considerNullable(mustStopBy(ready));
                    considerNullable(mustStartBy(ready, task));
                    considerNullable(mustEndBy(ready, ready.leg(), task));
                }
            }
            case TaskState.Suspended suspended -> consider(isPaused() ? suspended.deadline() : suspended.wakeAt());
            case TaskState.Running running -> {
                consider(attemptMustEndBy(running, task));
                considerNullable(mustEndBy(running, running.leg(), task));
                considerNullable(mustStopBy(workflow, running));
            }
            case TaskState.BackingOff backingOff -> {
                if (!isPaused()) {
                    consider(backingOff.until());
                    considerNullable(mustEndBy(backingOff, backingOff.leg(), task));
                }
            }
            case TaskState.Waiting _, TaskState.Succeeded _, TaskState.Failed _, TaskState.Skipped _ -> {}
            case TaskState.Cancelled _, TaskState.Compensated _, TaskState.NotCompensated _ -> {}
        }
    }

    private boolean isPaused() {
        return workflow.phase() instanceof Phase.Paused;
    }

    static Instant timeout(Workflow workflow) {
        return workflow.timeFrom().plus(workflow.plan().timeout());
    }

    /// When the last turn of an attempt must have started.
    static @Nullable Instant mustStopBy(TaskState.Ready ready) {
        return ready.waits().isLast() ? ready.since().plus(CANCEL_GRACE) : null;
    }

    static @Nullable Instant mustStartBy(TaskState.Ready ready, TaskSpec task) {
        return ready.leg() == TaskState.Leg.COMPENSATION
                        || ready.waits().resumption().isPresent()
                ? null
                : task.timeouts().scheduleToStart().map(ready.since()::plus).orElse(null);
    }

    static Instant attemptMustEndBy(TaskState.Running running, TaskSpec task) {
        return running.startedAt().plus(task.timeouts().startToClose());
    }

    static @Nullable Instant mustEndBy(TaskState state, TaskState.Leg leg, TaskSpec task) {
        if (leg == TaskState.Leg.COMPENSATION || task.timeouts().total().isEmpty() || isLastTurn(state)) {
            return null;
        }
        return state.past()
                .firstReadyAt()
                .map(first -> first.plus(task.timeouts().total().get()))
                .orElse(null);
    }

    private static boolean isLastTurn(TaskState state) {
        return switch (state) {
            case TaskState.Ready ready -> ready.waits().isLast();
            case TaskState.Running running -> running.waits().isLast();
            default -> false;
        };
    }

    /// When a task must have stopped after a cancellation or the workflow's own timeout.
    static @Nullable Instant mustStopBy(Workflow workflow, TaskState.Running running) {
        if (running.waits().isLast()) {
            return running.startedAt().plus(CANCEL_GRACE);
        }
        boolean told = running.leg() == TaskState.Leg.ACTION
                && workflow.phase() instanceof Phase.Stopping stopping
                && stopping.tellsTasks();
        return told ? ((Phase.Stopping) workflow.phase()).since().plus(CANCEL_GRACE) : null;
    }

    private void considerNullable(@Nullable Instant at) {
        if (at != null) {
            consider(at);
        }
    }

    private void consider(Instant at) {
        if (next == null || at.isBefore(next)) {
            next = at;
        }
    }
}
