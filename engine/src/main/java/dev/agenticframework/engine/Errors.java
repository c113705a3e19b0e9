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
                "The workflow took longer than its plan allows.",
                "Find the slow task, then retry the workflow.");
    }

    static TaskError stoppedUnasked() {
        return new TaskError.Transient(
                "TASK_STOPPED",
                Blame.INTERNAL,
                "The task stopped although nothing asked it to.",
                "Wait: the task is retried.");
    }

    static TaskError leaseLost(int deliveries) {
        return new TaskError.Transient(
                "LEASE_LOST",
                Blame.INTERNAL,
                "The attempt was delivered " + deliveries + " times, and its worker was lost each time.",
                "Find out in the platform's log what ends the process while this task runs.");
    }

    static TaskError approvalDenied(String by) {
        return new TaskError.Terminal(
                "APPROVAL_DENIED",
                Blame.USER,
                "'" + by + "' denied the task.",
                "Ask for the reason, then retry the workflow.");
    }

    static TaskError approvalExpired() {
        return new TaskError.Terminal(
                "APPROVAL_EXPIRED",
                Blame.USER,
                "Nobody approved the task in time.",
                "Retry the workflow to ask again.");
    }

    static TaskError scheduleToStart(String agent) {
        return new TaskError.Terminal(
                "SCHEDULE_TO_START_TIMEOUT",
                Blame.EXTERNAL,
                "No worker of the agent '" + agent + "' took the task in time.",
                "Start a worker or raise the agent's limit, then retry the workflow.");
    }

    static TaskError startToClose(Duration timeout) {
        return new TaskError.Transient(
                "START_TO_CLOSE_TIMEOUT",
                Blame.EXTERNAL,
                "The attempt took longer than " + timeout + ".",
                "See in the task's log where it hangs.");
    }

    static TaskError suspensionExpired(String handle) {
        return new TaskError.Transient(
                "SUSPENSION_EXPIRED",
                Blame.EXTERNAL,
                "'" + handle + "' did not end before its deadline.",
                "Check the system that the task waits for, then retry the workflow.");
    }

    static TaskError suspendedTooOften() {
        return new TaskError.Terminal(
                "SUSPENDED_TOO_OFTEN",
                Blame.INTERNAL,
                "The history of the workflow is too long for another suspension.",
                "Report this with the agent's name: it suspends for too short a time.");
    }

    static TaskError total() {
        return new TaskError.Terminal(
                "TOTAL_TIMEOUT",
                Blame.EXTERNAL,
                "All attempts together took longer than the task may take.",
                "See the errors of the attempts, then retry the workflow.");
    }
}
