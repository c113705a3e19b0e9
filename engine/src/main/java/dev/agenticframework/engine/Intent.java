package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A request to a workflow.
public sealed interface Intent {

    /// Leases an attempt that is ready.
    ///
    /// @param child the id under which the task's own workflow is started, when it has one
    record LeaseTask(TaskId task, int attempt, String worker, Optional<WorkflowId> child) implements Intent {}

    /// Reports that a worker is alive; `note` is empty when there is no news.
    record Heartbeat(Lease lease, int percent, String note) implements Intent {}

    /// Reports that an attempt succeeded.
    record Succeed(Lease lease, Map<String, String> outputs, Report report) implements Intent {}

    /// Reports that an attempt failed.
    ///
    /// @param evidence outputs in spite of the failure
    record Fail(Lease lease, TaskError error, Map<String, String> evidence, Report report) implements Intent {}

    /// Suspends an attempt that waits for something outside the platform.
    ///
    /// @param handle names what it waits for, such as `pipeline/42`
    /// @param wakeAt when it runs again without a signal; not after the deadline
    /// @param deadline when it gets its last turn
    record Suspend(Lease lease, String handle, Instant wakeAt, Instant deadline, Report report) implements Intent {}

    /// Reports that what a task waits for outside the platform has changed. The task can be suspended later.
    ///
    /// @param handle as in the suspension
    /// @param payload for the agent, at most 64 Ki characters
    record Signal(TaskId task, String handle, String payload) implements Intent {}

    /// Reports the progress of the external work that a task is suspended for.
    ///
    /// @param percent 0 to 100
    record Note(TaskId task, String handle, int percent, String note) implements Intent {}

    /// Reports that an attempt stopped because its workflow was cancelled.
    record Stop(Lease lease) implements Intent {}

    /// Reports that a lease is lost: its worker is gone, or was silent for too long.
    record LoseLease(Lease lease) implements Intent {}

    /// Approves what has this digest.
    record Approve(TaskId task, Principal who, String digest, String comment) implements Intent {}

    /// Denies what has this digest.
    record Deny(TaskId task, Principal who, String digest, String comment) implements Intent {}

    /// Pauses the workflow: no further tasks start.
    record Pause(String by) implements Intent {}

    /// Resumes a paused workflow.
    record Resume(String by) implements Intent {}

    /// Cancels the workflow, and undoes completed tasks.
    record Cancel(String by, String reason) implements Intent {}

    /// Starts a workflow that has ended again, from a task; when empty, from what failed.
    record Retry(Optional<TaskId> from, String by) implements Intent {}

    /// Reports that time has passed.
    record Wake() implements Intent {}
}
