package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Workflows about which deciding threw an exception: a defect, or a history that is damaged. It costs that workflow
/// and nobody else. First the workflow is given up: it ends as failed, and is a dead letter. When even that is not
/// possible, because it cannot be read, it is left alone until the process starts again.
final class Quarantine {
    /// What the task of a workflow that was given up failed with.
    static final TaskError DEFECT = new TaskError.Terminal(
            Answer.Code.ENGINE_DEFECT.name(),
            TaskError.Blame.INTERNAL,
            "the engine could not decide about this workflow, and gave it up",
            "see the platform's log, report it, then retry or cancel the workflow");

    private static final System.Logger LOG = System.getLogger(Quarantine.class.getName());

    private final Set<WorkflowId> givenUp = new HashSet<>();
    private final Set<WorkflowId> unreadable = new HashSet<>();

    /// Notes an exception: once, and the workflow is to be given up; twice, and it is left alone.
    ///
    /// @throws IllegalStateException when it is left alone already: then the exception is not about this workflow
    void add(WorkflowId workflow, Throwable cause) {
        if (unreadable.contains(workflow)) {
            throw new IllegalStateException("deciding fails, and not because of " + workflow, cause);
        }
        if (givenUp.add(workflow)) {
            LOG.log(System.Logger.Level.ERROR, workflow + " is given up: deciding about it failed", cause);
        } else {
            leaveAlone(workflow, cause);
        }
    }

    private void leaveAlone(WorkflowId workflow, Throwable cause) {
        givenUp.remove(workflow);
        unreadable.add(workflow);
        LOG.log(System.Logger.Level.ERROR, workflow + " is left alone until the next start", cause);
    }

    /// Hands over every workflow of which a task is ready or running, except those that cannot be read.
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

    /// Those that are to end in this round.
    Set<WorkflowId> toGiveUp() {
        return givenUp;
    }

    /// The round is durable: they have ended, and can be asked again.
    void settled() {
        givenUp.clear();
    }

    /// Whether nothing is decided about it in this round.
    boolean holds(WorkflowId workflow) {
        return givenUp.contains(workflow) || unreadable.contains(workflow);
    }

    static <T> Answer<T> refusal(WorkflowId workflow) {
        return Refusals.refused(
                Answer.Code.ENGINE_DEFECT,
                "the engine could not decide about " + workflow + ": see the platform's log");
    }
}
