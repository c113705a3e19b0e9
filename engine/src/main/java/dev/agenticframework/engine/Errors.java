package dev.agenticframework.engine;

import dev.agenticframework.engine.TaskError.Blame;
import java.time.Duration;

/// The errors that the engine itself finds in a task.
final class Errors {
    private Errors() {}

    static TaskError workflowTimeout() {
        return new TaskError.Terminal(
                "WORKFLOW_TIMEOUT",
                Blame.EXTERNAL,
                "the workflow took longer than its plan allows",
                "see which task was slow, then retry the workflow");
    }

    static TaskError stoppedUnasked() {
        return new TaskError.Transient(
                "TASK_STOPPED", Blame.INTERNAL, "the task stopped without being asked to", "it is tried again");
    }

    static TaskError leaseLost(int deliveries) {
        return new TaskError.Transient(
                "LEASE_LOST",
                Blame.INTERNAL,
                "the attempt was delivered " + deliveries + " times and its worker was lost each time",
                "look in the log for what ends the process while this task runs");
    }

    static TaskError approvalDenied(String by) {
        return new TaskError.Terminal(
                "APPROVAL_DENIED", Blame.USER, by + " did not approve it", "ask why, then retry the workflow");
    }

    static TaskError approvalExpired() {
        return new TaskError.Terminal(
                "APPROVAL_EXPIRED", Blame.USER, "nobody approved it in time", "retry the workflow to ask again");
    }

    static TaskError scheduleToStart(String agent) {
        return new TaskError.Terminal(
                "SCHEDULE_TO_START_TIMEOUT",
                Blame.EXTERNAL,
                "no worker for " + agent + " took the task in time",
                "start one, or raise its limit, then retry the workflow");
    }

    static TaskError startToClose(Duration timeout) {
        return new TaskError.Transient(
                "START_TO_CLOSE_TIMEOUT",
                Blame.EXTERNAL,
                "an attempt took longer than " + timeout,
                "see the task's log for where it hangs");
    }

    static TaskError suspensionExpired(String handle) {
        return new TaskError.Transient(
                "SUSPENSION_EXPIRED",
                Blame.EXTERNAL,
                handle + " did not end before its deadline",
                "check the system that it waits for, then retry the workflow");
    }

    static TaskError suspendedTooOften() {
        return new TaskError.Terminal(
                "SUSPENDED_TOO_OFTEN",
                Blame.INTERNAL,
                "the history of the workflow is too long for another suspension",
                "report this with the name of the agent: it suspends for too short a time");
    }

    static TaskError total() {
        return new TaskError.Terminal(
                "TOTAL_TIMEOUT",
                Blame.EXTERNAL,
                "all attempts together took longer than allowed",
                "see the errors of the attempts, then retry the workflow");
    }
}
