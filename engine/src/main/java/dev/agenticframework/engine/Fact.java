package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that happened to a workflow and stays true. A history is a list of these; see [Entry].
public sealed interface Fact {

    /// A fact about one task.
    sealed interface OfTask extends Fact {
        /// Which one.
        TaskId task();
    }

    /// It was asked for and accepted. Always the first fact, and only the first.
    ///
    /// @param idempotencyKey as given on start; empty: none
    /// @param parent for whose task this runs; empty: it stands alone
    record WorkflowCreated(Request request, Plan plan, String idempotencyKey, Optional<Parent> parent)
            implements Fact {}

    /// An attempt is due: a worker may lease it.
    record TaskReady(TaskId task, int attempt) implements OfTask {}

    /// A worker has leased the attempt. `delivery` counts the leases of one attempt: more than 1 when a lease
    /// was lost.
    ///
    /// @param worker who
    /// @param child the workflow that does the work, when the task is one
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

    /// The worker told how far it is.
    ///
    /// @param percent 0 to 100
    /// @param note for people
    record TaskProgressed(TaskId task, int percent, String note) implements OfTask {}

    /// The attempt did what it was to do. Ends the task.
    record TaskSucceeded(TaskId task, int attempt, Map<String, String> outputs, Report report) implements OfTask {
        public TaskSucceeded {
            outputs = Map.copyOf(outputs);
        }
    }

    /// The attempt failed, and another will be made.
    record AttemptFailed(TaskId task, int attempt, TaskError error, Instant retryAt, Report report) implements OfTask {}

    /// The task failed for good. Ends the task.
    ///
    /// @param evidence what it put out all the same, such as the reference of a report
    record TaskFailed(TaskId task, int attempt, TaskError error, Map<String, String> evidence, Report report)
            implements OfTask {
        public TaskFailed {
            evidence = Map.copyOf(evidence);
        }
    }

    /// The worker fell silent or is gone: the same attempt will be delivered again.
    record LeaseLost(TaskId task, int attempt, int delivery) implements OfTask {}

    /// The task's condition did not hold. Ends the task.
    record TaskSkipped(TaskId task, String reason) implements OfTask {}

    /// A task that was running when its workflow was cancelled has stopped. Ends the task.
    record TaskStopped(TaskId task, int attempt) implements OfTask {}

    /// The task must be approved before it starts.
    ///
    /// @param digest SHA-256, in hex, of what is to be approved: the task and its resolved inputs
    record ApprovalRequested(TaskId task, String digest, Instant expiresAt, Optional<Instant> escalatesAt)
            implements OfTask {}

    /// Nobody had answered in time: more people may.
    record ApprovalEscalated(TaskId task) implements OfTask {}

    /// Someone who may said yes to exactly this digest.
    record ApprovalGranted(TaskId task, String by, String digest, String comment) implements OfTask {}

    /// Someone who may said no. The task fails.
    record ApprovalDenied(TaskId task, String by, String digest, String comment) implements OfTask {}

    /// Nobody answered. The task fails.
    record ApprovalExpired(TaskId task) implements OfTask {}

    /// Nothing new starts until it is resumed.
    record WorkflowPaused(String by) implements Fact {}

    /// It goes on.
    record WorkflowResumed(String by) implements Fact {}

    /// Someone wants it to end: nothing new starts, running tasks are told to stop, finished work is undone.
    record CancelRequested(String by, String reason) implements Fact {}

    /// It took longer than its plan allows: running tasks are told to stop, and it fails.
    record WorkflowTimedOut() implements Fact {}

    /// The undoing of a task is due.
    record CompensationReady(TaskId task, int attempt) implements OfTask {}

    /// The task was undone.
    record TaskCompensated(TaskId task, int attempt) implements OfTask {}

    /// The task could not be undone: a person has to.
    record CompensationFailed(TaskId task, int attempt, TaskError error) implements OfTask {}

    /// It starts again from this task: the task, what follows from it, and what did not succeed are as if they had
    /// not run.
    record WorkflowRetried(TaskId from, String by) implements Fact {}

    /// Every task ended well.
    record WorkflowCompleted() implements Fact {}

    /// It ended because a task failed for good or time ran out.
    ///
    /// @param task whose failure it was; empty: the workflow's own timeout
    record WorkflowFailed(Optional<TaskId> task, TaskError error) implements Fact {}

    /// It ended because someone wanted it to.
    record WorkflowCancelled() implements Fact {}
}
