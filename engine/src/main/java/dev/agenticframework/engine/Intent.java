package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that is asked of a workflow.
public sealed interface Intent {

    /// A worker wants to lease an attempt that is ready.
    ///
    /// @param child the id under which the task's own workflow is started, when it has one
    record LeaseTask(TaskId task, int attempt, String worker, Optional<WorkflowId> child) implements Intent {}

    /// A worker is alive; `note` is empty when it only says that.
    record Heartbeat(Lease lease, int percent, String note) implements Intent {}

    /// An attempt succeeded.
    record Succeed(Lease lease, Map<String, String> outputs, Report report) implements Intent {}

    /// An attempt failed.
    ///
    /// @param evidence what it put out all the same
    record Fail(Lease lease, TaskError error, Map<String, String> evidence, Report report) implements Intent {}

    /// An attempt waits for something outside the platform.
    ///
    /// @param handle names what it waits for, such as `pipeline/42`
    /// @param wakeAt when it runs again without a signal; not after the deadline
    /// @param deadline when it gets its last turn
    record Suspend(Lease lease, String handle, Instant wakeAt, Instant deadline, Report report) implements Intent {}

    /// What a task waits for has changed outside the platform. The task need not be suspended yet.
    ///
    /// @param handle as in the suspension
    /// @param payload for the agent, at most 64 Ki characters
    record Signal(TaskId task, String handle, String payload) implements Intent {}

    /// Work outside, for which a task is suspended, makes progress.
    ///
    /// @param percent 0 to 100
    record Note(TaskId task, String handle, int percent, String note) implements Intent {}

    /// An attempt stopped because its workflow was cancelled.
    record Stop(Lease lease) implements Intent {}

    /// A lease is lost: its worker is gone, or was silent for too long.
    record LoseLease(Lease lease) implements Intent {}

    /// A person agrees to what has this digest.
    record Approve(TaskId task, Principal who, String digest, String comment) implements Intent {}

    /// A person does not agree.
    record Deny(TaskId task, Principal who, String digest, String comment) implements Intent {}

    /// Nothing new shall start.
    record Pause(String by) implements Intent {}

    /// It shall go on.
    record Resume(String by) implements Intent {}

    /// It shall end, and what it did shall be undone.
    record Cancel(String by, String reason) implements Intent {}

    /// It ended, and shall start again from a task; empty: from whatever failed.
    record Retry(Optional<TaskId> from, String by) implements Intent {}

    /// Time has passed.
    record Wake() implements Intent {}
}
