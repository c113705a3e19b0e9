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

/// Starts, steers and shows workflows. Every call blocks until its answer is durable, so call it on a virtual thread.
/// Any thread may call.
public interface Workflows {

    /// Starts a workflow.
    ///
    /// @return the workflow, and whether it is new; refused with `IDEMPOTENCY_KEY_REUSED`, `OVERLOADED`,
    ///     `STORE_FULL` and others
    Answer<Started> start(StartRequest request);

    /// A workflow that was started, now or by an earlier request.
    ///
    /// @param workflow its state when it became durable, or its current state when it was started before
    /// @param created false when the idempotency key has started it before
    record Started(Workflow workflow, boolean created) {}

    /// Finds a workflow in its current state.
    Answer<Workflow> find(WorkflowId id);

    /// Lists workflows, newest first.
    ///
    /// @return refused with `CURSOR_INVALID`
    Answer<Page<WorkflowSummary>> list(WorkflowQuery query);

    /// Reads a workflow's history.
    ///
    /// @param afterSequence 0 for the beginning
    /// @param limit 1 to 10,000 entries
    Answer<List<Entry>> history(WorkflowId id, long afterSequence, int limit);

    /// Follows a workflow's history as it grows.
    ///
    /// @param afterSequence the last entry that is known; 0 for the beginning
    Answer<Subscription> subscribe(WorkflowId id, long afterSequence);

    /// Pauses a workflow: no further tasks start, and running tasks are told.
    Answer<Workflow> pause(WorkflowId id, Principal by);

    /// Resumes a paused workflow.
    Answer<Workflow> resume(WorkflowId id, Principal by);

    /// Cancels a workflow: running tasks are told to stop, and finished tasks are undone where they say how. Also
    /// undoes a failed workflow.
    ///
    /// @param reason for people
    Answer<Workflow> cancel(WorkflowId id, Principal by, String reason);

    /// Starts a workflow that has ended again.
    ///
    /// @param from the first task to run; empty for the tasks that failed
    Answer<Workflow> retry(WorkflowId id, Optional<TaskId> from, Principal by);

    /// Approves a task that waits for approval.
    ///
    /// @param digest the digest of what the person was shown, from the task's state; another one is refused
    Answer<Workflow> approve(WorkflowId id, TaskId task, Principal by, String digest, String comment);

    /// Denies a task that waits for approval.
    Answer<Workflow> deny(WorkflowId id, TaskId task, Principal by, String digest, String comment);

    /// Resumes a task that is suspended with this handle, or resumes it as soon as it is.
    ///
    /// @param payload a hint for the agent, at most 64 Ki characters
    /// @return refused with `SIGNAL_UNEXPECTED` when no attempt of the task can wait for the signal; then nothing
    ///     has changed
    Answer<Workflow> signal(WorkflowId id, TaskId task, String handle, String payload);

    /// Extends a lease, for workers in other processes.
    ///
    /// @param percent 0 to 100
    /// @param note for people; empty when there is no news
    /// @return what the worker should do now
    Answer<Advice> heartbeat(WorkflowId id, Lease lease, int percent, String note);

    /// What a running task should do now.
    enum Advice {
        CONTINUE,
        PAUSE,
        STOP
    }

    /// Reads the log of a running or suspended task. The log of a task that has ended is an artifact, which the
    /// history names.
    ///
    /// @param afterLine how many lines are known
    Answer<List<String>> log(WorkflowId id, TaskId task, int afterLine);

    /// Lists the tasks that failed for good, newest first.
    ///
    /// @param cursor the `next` of the previous page; empty for the first page
    /// @param limit 1 to 500
    Answer<Page<DeadLetter>> deadLetters(Optional<String> cursor, int limit);

    /// Runs the task of a dead letter again, as [#retry] does.
    Answer<Workflow> replay(WorkflowId id, TaskId task, Principal by);

    /// Removes workflows that ended longer ago than an age.
    ///
    /// @param limit how many to remove at most
    /// @return how many were removed
    Answer<Integer> removeEndedBefore(Duration age, int limit);
}
