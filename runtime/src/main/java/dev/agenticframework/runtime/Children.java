package dev.agenticframework.runtime;

import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Parent;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Passes messages between a workflow and the workflows that do the work of its tasks. The group that causes a message
/// also decides about it.
final class Children {
    /// The name of the worker of tasks that are workflows of their own.
    static final String WORKER = "workflow";

    private Children() {}

    /// Adds what follows from a fact for the workflow's children and for its parent.
    static void follow(@Nullable Workflow before, Workflow after, Fact fact, Deque<Command> followUps) {
        switch (fact) {
            case Fact.WorkflowPaused paused -> tell(after, new Intent.Pause(paused.by()), followUps);
            case Fact.CancelRequested cancel -> tell(after, new Intent.Cancel(cancel.by(), cancel.reason()), followUps);
            case Fact.WorkflowTimedOut _ ->
                tell(after, new Intent.Cancel(WORKER, "The parent workflow timed out."), followUps);
            case Fact.AttemptFailed failed -> abandon(before, failed.task(), followUps);
            case Fact.TaskFailed failed -> abandon(before, failed.task(), followUps);
            case Fact.TaskStopped stopped -> abandon(before, stopped.task(), followUps);
            case Fact.WorkflowCompleted _, Fact.WorkflowFailed _, Fact.WorkflowCancelled _ ->
                after.parent()
                        .ifPresent(parent ->
                                followUps.add(new Command.Ask(parent.workflow(), outcome(after, parent), null)));
            default -> {}
        }
    }

    /// The first fact of the workflow that does a task's work.
    static Fact.WorkflowCreated created(Workflow parent, Fact.TaskStarted started) {
        var plan = parent.spec(started.task()).flatMap(TaskSpec::child).orElseThrow();
        var of = new Parent(parent.id(), started.task(), started.attempt(), started.delivery());
        return new Fact.WorkflowCreated(parent.request(), plan, "", Optional.of(of));
    }

    /// Asks every running child the same.
    static void tell(Workflow parent, Intent intent, Deque<Command> followUps) {
        for (TaskState task : parent.tasks()) {
            child(task).ifPresent(child -> followUps.add(new Command.Ask(child, intent, null)));
        }
    }

    private static void abandon(@Nullable Workflow before, TaskId task, Deque<Command> followUps) {
        if (before != null) {
            child(before.task(task).orElseThrow())
                    .ifPresent(child -> followUps.add(
                            new Command.Ask(child, new Intent.Cancel(WORKER, "Its task has ended."), null)));
        }
    }

    private static Optional<WorkflowId> child(TaskState task) {
        return task instanceof TaskState.Running running ? running.child() : Optional.empty();
    }

    private static Intent outcome(Workflow child, Parent parent) {
        var lease = new Lease(parent.task(), parent.attempt(), parent.delivery());
        if (child.status() == Status.COMPLETED) {
            return new Intent.Succeed(lease, child.outputs(), Report.NONE);
        }
        if (child.status() == Status.CANCELLED) {
            return new Intent.Stop(lease);
        }
        TaskError error = child.error()
                .orElseGet(() -> new TaskError.Terminal(
                        "CHILD_FAILED",
                        TaskError.Blame.INTERNAL,
                        "The workflow " + child.id() + " failed.",
                        "See that workflow."));
        return new Intent.Fail(lease, error, Map.of(), Report.NONE);
    }
}
