package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Holds the workflows about which a decision threw an exception, because of a defect or a damaged history. Only that
/// workflow is affected. First it ends as failed and becomes a dead letter. If that is impossible too, because it
/// cannot be read, it is ignored until the process starts again.
final class Quarantine {
    /// The error of the task of such a workflow.
    static final TaskError DEFECT = new TaskError.Terminal(
            Answer.Code.ENGINE_DEFECT.name(),
            TaskError.Blame.INTERNAL,
            "The engine could not decide about this workflow because of a defect.",
            "Report it with the platform's log. Then retry or cancel the workflow.");

    private static final System.Logger LOG = System.getLogger(Quarantine.class.getName());

    private final Set<WorkflowId> givenUp = new HashSet<>();
    private final Set<WorkflowId> unreadable = new HashSet<>();

    /// Notes an exception. After the first, the workflow fails in the next round; after the second, it is ignored.
    ///
    /// @throws IllegalStateException when the workflow is ignored already: then it is not the cause
    void add(WorkflowId workflow, Throwable cause) {
        if (unreadable.contains(workflow)) {
            throw new IllegalStateException("A decision fails, and " + workflow + " is not the cause.", cause);
        }
        if (givenUp.add(workflow)) {
            LOG.log(System.Logger.Level.ERROR, workflow + " fails: the engine could not decide about it", cause);
        } else {
            leaveAlone(workflow, cause);
        }
    }

    private void leaveAlone(WorkflowId workflow, Throwable cause) {
        givenUp.remove(workflow);
        unreadable.add(workflow);
        LOG.log(System.Logger.Level.ERROR, workflow + " cannot be read and is ignored until the next start", cause);
    }

    /// Passes on every workflow with a ready or running task, except those that cannot be read.
    void readEach(WorkflowStore store, Consumer<Workflow> action) {
        store.forEachBusy(id -> {
            try {
                store.find(id).ifPresent(action);
            } catch (StoreUnreadableException e) {
                throw e;
            } catch (RuntimeException e) {
                leaveAlone(id, e);
            }
        });
    }

    /// The workflows that fail in this round.
    Set<WorkflowId> toGiveUp() {
        return givenUp;
    }

    /// Releases the workflows that have failed: the round is durable.
    void settled() {
        givenUp.clear();
    }

    /// Whether the workflow takes no decisions in this round.
    boolean holds(WorkflowId workflow) {
        return givenUp.contains(workflow) || unreadable.contains(workflow);
    }

    static <T> Answer<T> refusal(WorkflowId workflow) {
        return Refusals.refused(Answer.Code.ENGINE_DEFECT, "The engine could not decide about " + workflow + ".");
    }
}
