package dev.agenticframework.engine;

import java.util.Map;
import java.util.Optional;

/// Fails a workflow about which nothing can be decided, because the engine or the shell has a defect. Running attempts
/// fail, nothing is undone, and a person decides how to continue.
final class GivingUp {
    private final Decider decider;
    private final TaskError error;
    private Optional<TaskId> failed = Optional.empty();

    GivingUp(Decider decider, TaskError error) {
        this.decider = decider;
        this.error = error;
    }

    void run() {
        if (workflow().phase() instanceof Phase.Ended) {
            return;
        }
        for (int i = 0; i < workflow().graph().size(); i++) {
            TaskId task = workflow().graph().task(i).id();
            if (workflow().state(i) instanceof TaskState.Running running) {
                fail(task, running.leg(), running.past());
            } else if (workflow().state(i) instanceof TaskState.Suspended suspended) {
                fail(task, suspended.leg(), suspended.past());
            } else if (workflow().state(i).isCompensating()) {
                failUnstarted(task, workflow().state(i));
            }
        }
        for (int i = 0; i < workflow().graph().size() && failed.isEmpty(); i++) {
            if (!workflow().state(i).isEnded()) {
                failUnstarted(workflow().graph().task(i).id(), workflow().state(i));
            }
        }
        decider.emit(new Fact.WorkflowFailed(failed, error));
    }

    private void fail(TaskId task, TaskState.Leg leg, TaskState.Past past) {
        int attempt = past.attempt();
        decider.emit(
                switch (leg) {
                    case ACTION -> new Fact.TaskFailed(task, attempt, error, Map.of(), Report.NONE);
                    case COMPENSATION -> new Fact.CompensationFailed(task, attempt, error);
                });
        failed = Optional.of(failed.orElse(task));
    }

    /// Fails a task that has not started, because a dead letter needs a task that failed.
    private void failUnstarted(TaskId task, TaskState state) {
        if (state instanceof TaskState.AwaitingApproval) {
            decider.emit(new Fact.ApprovalExpired(task));
        }
        decider.emit(new Fact.TaskFailed(task, state.past().attempt(), error, Map.of(), Report.NONE));
        failed = Optional.of(failed.orElse(task));
    }

    private Workflow workflow() {
        return decider.workflow();
    }
}
