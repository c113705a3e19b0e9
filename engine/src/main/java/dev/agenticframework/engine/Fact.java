package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A fact that happened to a workflow and stays true. A history is a list of facts; see [Entry].
public sealed interface Fact {

    /// A fact about one task.
    sealed interface OfTask extends Fact {
        /// The task.
        TaskId task();
    }

    /// The request was accepted. Always the first fact, and never another one.
    ///
    /// @param idempotencyKey as given at the start; empty when there is none
    /// @param parent the task of another workflow that this workflow works for; empty when there is none
    record WorkflowCreated(Request request, Plan plan, String idempotencyKey, Optional<Parent> parent)
            implements Fact {}

    /// An attempt is due: a worker may lease it.
    record TaskReady(TaskId task, int attempt) implements OfTask {}

    /// A worker has leased the attempt. `delivery` counts the leases of one attempt: more than 1 when a lease
    /// was lost.
    ///
    /// @param worker the worker's name
    /// @param child the workflow that does the work; empty when an agent does it
    record TaskStarted(TaskId task, int attempt, int delivery, String worker, Optional<WorkflowId> child)
            implements OfTask {}

    /// The attempt waits for something outside, and its lease has ended.
    ///
    /// @param handle names what it waits for
    /// @param wakeAt when it runs again without a signal
    /// @param deadline when it gets its last turn
    record TaskSuspended(TaskId task, int attempt, String handle, Instant wakeAt, Instant deadline, Report report)
            implements OfTask {}

    /// A suspended attempt is due again: a worker may lease it.
    record TaskResumed(TaskId task, int attempt, Resumption why) implements OfTask {}

    /// A signal arrived before the suspension that waits for it. It is kept for this attempt.
    record SignalReceived(TaskId task, String handle, String payload) implements OfTask {}

    /// The worker reported its progress.
    ///
    /// @param percent 0 to 100
    /// @param note for people
    record TaskProgressed(TaskId task, int percent, String note) implements OfTask {}

    /// The attempt succeeded. Ends the task.
    record TaskSucceeded(TaskId task, int attempt, Map<String, String> outputs, Report report) implements OfTask {
        public TaskSucceeded {
            outputs = Map.copyOf(outputs);
        }
    }

    /// The attempt failed, and another one will follow.
    record AttemptFailed(TaskId task, int attempt, TaskError error, Instant retryAt, Report report) implements OfTask {}

    /// The task failed for good. Ends the task.
    ///
    /// @param evidence outputs in spite of the failure, such as the reference of a report
    record TaskFailed(TaskId task, int attempt, TaskError error, Map<String, String> evidence, Report report)
            implements OfTask {
        public TaskFailed {
            evidence = Map.copyOf(evidence);
        }
    }

    /// The worker is silent or gone: the same attempt will be delivered again.
    record LeaseLost(TaskId task, int attempt, int delivery) implements OfTask {}

    /// The task's condition did not hold. Ends the task.
    record TaskSkipped(TaskId task, String reason) implements OfTask {}

    /// A task that was running when its workflow was cancelled has stopped. Ends the task.
    record TaskStopped(TaskId task, int attempt) implements OfTask {}

    /// The task must be approved before it starts.
    ///
    /// @param digest SHA-256, in hexadecimal, of what a person must approve: the task and its resolved inputs
    record ApprovalRequested(TaskId task, String digest, Instant expiresAt, Optional<Instant> escalatesAt)
            implements OfTask {}

    /// Nobody has answered in time: more people may approve.
    record ApprovalEscalated(TaskId task) implements OfTask {}

    /// An eligible person approved exactly this digest.
    record ApprovalGranted(TaskId task, String by, String digest, String comment) implements OfTask {}

    /// An eligible person denied the task. The task fails.
    record ApprovalDenied(TaskId task, String by, String digest, String comment) implements OfTask {}

    /// Nobody answered before the request expired. The task fails.
    record ApprovalExpired(TaskId task) implements OfTask {}

    /// The workflow is paused: no further tasks start.
    record WorkflowPaused(String by) implements Fact {}

    /// The workflow is resumed.
    record WorkflowResumed(String by) implements Fact {}

    /// Someone cancelled the workflow: no further tasks start, running tasks are told to stop, and finished work
    /// is undone.
    record CancelRequested(String by, String reason) implements Fact {}

    /// The workflow took longer than its plan allows: running tasks are told to stop, and the workflow fails.
    record WorkflowTimedOut() implements Fact {}

    /// The task must be undone: a worker may lease the attempt.
    record CompensationReady(TaskId task, int attempt) implements OfTask {}

    /// The task was undone.
    record TaskCompensated(TaskId task, int attempt) implements OfTask {}

    /// The task could not be undone. A person must do it.
    record CompensationFailed(TaskId task, int attempt, TaskError error) implements OfTask {}

    /// The workflow starts again from this task. The task, what follows from it, and what did not succeed count as
    /// if they had not run.
    record WorkflowRetried(TaskId from, String by) implements Fact {}

    /// The workflow ended, and every task ended well.
    record WorkflowCompleted() implements Fact {}

    /// The workflow ended because a task failed for good or time ran out.
    ///
    /// @param task the task that failed; empty for the workflow's own timeout
    record WorkflowFailed(Optional<TaskId> task, TaskError error) implements Fact {}

    /// The workflow ended because someone cancelled it.
    record WorkflowCancelled() implements Fact {}
}
