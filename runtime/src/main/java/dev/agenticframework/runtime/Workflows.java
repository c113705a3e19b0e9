package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The front door of the runtime. Every call blocks until its answer is durable (call it on a virtual thread) and may
/// be made from any thread.
public interface Workflows {

    /// Starts a workflow.
    ///
    /// @return the workflow and whether it is new; refused with `IDEMPOTENCY_KEY_REUSED`, `OVERLOADED`,
    ///     `STORE_FULL` ...
    Answer<Started> start(StartRequest request);

    /// A workflow that was started.
    ///
    /// @param workflow as it was when it became durable, or as it is now when it was started before
    /// @param created false: the idempotency key had started it before
    record Started(Workflow workflow, boolean created) {}

    /// A workflow as it is now.
    Answer<Workflow> find(WorkflowId id);

    /// Workflows, newest first.
    ///
    /// @return refused with `CURSOR_INVALID`
    Answer<Page<WorkflowSummary>> list(WorkflowQuery query);

    /// A workflow's history.
    ///
    /// @param afterSequence 0: from the beginning
    /// @param limit 1 to 10,000 entries
    Answer<List<Entry>> history(WorkflowId id, long afterSequence, int limit);

    /// A workflow's history as it grows.
    ///
    /// @param afterSequence 0: from the beginning; otherwise the last one already seen
    Answer<Subscription> subscribe(WorkflowId id, long afterSequence);

    /// Nothing new starts until it is resumed; running tasks are told.
    Answer<Workflow> pause(WorkflowId id, Principal by);

    /// Goes on after a pause.
    Answer<Workflow> resume(WorkflowId id, Principal by);

    /// Ends it: running tasks are told to stop, and what was done is undone where its tasks say how. Undoes a
    /// failed workflow, too.
    ///
    /// @param reason for people
    Answer<Workflow> cancel(WorkflowId id, Principal by, String reason);

    /// Starts again a workflow that has ended.
    ///
    /// @param from the task to begin with; empty: whatever failed
    Answer<Workflow> retry(WorkflowId id, Optional<TaskId> from, Principal by);

    /// Agrees to a task that awaits approval.
    ///
    /// @param digest of what was shown to the person, from the task's state: anything else is refused
    Answer<Workflow> approve(WorkflowId id, TaskId task, Principal by, String digest, String comment);

    /// Refuses a task that awaits approval.
    Answer<Workflow> deny(WorkflowId id, TaskId task, Principal by, String digest, String comment);

    /// Resumes a task that is suspended with this handle, or will be.
    ///
    /// @param payload a hint for the agent, at most 64 Ki characters
    /// @return refused with `SIGNAL_UNEXPECTED` when no attempt of the task can wait for it, and nothing has
    ///     changed
    Answer<Workflow> signal(WorkflowId id, TaskId task, String handle, String payload);

    /// Keeps a lease alive, for workers in other processes.
    ///
    /// @param percent 0 to 100
    /// @param note empty: nothing to tell
    /// @return whether the worker should go on
    Answer<Advice> heartbeat(WorkflowId id, Lease lease, int percent, String note);

    /// What a running task should do now.
    enum Advice {
        CONTINUE,
        PAUSE,
        STOP
    }

    /// The lines that a task which runs now has logged; when it has ended, its log is an artifact that its
    /// history names.
    ///
    /// @param afterLine how many lines are known already
    Answer<List<String>> log(WorkflowId id, TaskId task, int afterLine);

    /// Tasks that failed for good, newest first.
    ///
    /// @param cursor the `next` of the page before; empty: the first page
    /// @param limit 1 to 500
    Answer<Page<DeadLetter>> deadLetters(Optional<String> cursor, int limit);

    /// Tries a dead letter's task again, as [#retry] does.
    Answer<Workflow> replay(WorkflowId id, TaskId task, Principal by);

    /// Removes workflows that ended longer ago than this.
    ///
    /// @param limit the most to remove in this call
    /// @return how many were removed
    Answer<Integer> removeEndedBefore(Duration age, int limit);
}
