package dev.agenticframework.engine;

import java.util.Optional;

/// Undoes completed tasks once nothing runs, one at a time from the last that started to the first, and then ends
/// the workflow.
final class Undoing {
    private final Decider decider;

    Undoing(Decider decider) {
        this.decider = decider;
    }

    void run(Phase.Ending ending) {
        Workflow workflow = decider.workflow();
        if (workflow.anyTask(TaskState::isActive)) {
            return;
        }
        Optional<TaskSpec> next = undoes(ending) ? lastToUndo() : Optional.empty();
        decider.emit(next.<Fact>map(this::due).orElseGet(() -> end(ending)));
    }

    private boolean undoes(Phase.Ending ending) {
        return switch (ending) {
            case Phase.Ending.Cancelling _ -> true;
            case Phase.Ending.Failing _ -> decider.workflow().plan().onFailure() == OnFailure.COMPENSATE;
        };
    }

    private Optional<TaskSpec> lastToUndo() {
        Workflow workflow = decider.workflow();
        int latest = 0;
        Optional<TaskSpec> last = Optional.empty();
        for (int i = 0; i < workflow.graph().size(); i++) {
            TaskSpec task = workflow.graph().task(i);
            TaskState state = workflow.state(i);
            boolean open = task.compensation().isPresent() && !(state instanceof TaskState.NotCompensated);
            if (open && state.past().startOrder() > latest) {
                latest = state.past().startOrder();
                last = Optional.of(task);
            }
        }
        return last;
    }

    private Fact due(TaskSpec task) {
        int attempt = decider.workflow().task(task.id()).orElseThrow().past().attempt() + 1;
        return new Fact.CompensationReady(task.id(), attempt);
    }

    private static Fact end(Phase.Ending ending) {
        return switch (ending) {
            case Phase.Ending.Cancelling _ -> new Fact.WorkflowCancelled();
            case Phase.Ending.Failing failing -> new Fact.WorkflowFailed(failing.task(), failing.error());
        };
    }
}
