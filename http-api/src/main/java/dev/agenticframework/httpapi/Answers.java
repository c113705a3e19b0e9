package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Answer;

/// Unwraps the runtime's answers.
final class Answers {
    private Answers() {}

    /// @throws FailureException when the runtime refused
    static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new FailureException(failure(refused));
        };
    }

    private static Failure failure(Answer.Refused<?> refused) {
        var code = refused.code();
        return new Failure(code.name(), code.kind(), refused.message(), remedy(code), false);
    }

    private static String remedy(Answer.Code code) {
        return switch (code) {
            case WORKFLOW_NOT_FOUND -> "List the workflows: agentic workflow list";
            case TASK_NOT_FOUND -> "List the workflow's tasks: agentic workflow show ID";
            case WORKFLOW_ENDED -> "Retry the workflow, or start a new one.";
            case WORKFLOW_RUNNING -> "Wait until the workflow has ended, or cancel it first.";
            case WORKFLOW_STOPPING -> "Wait until the workflow has ended.";
            case NO_APPROVAL_PENDING -> "Look at the workflow: the task does not wait for an approval.";
            case APPROVAL_DIGEST_MISMATCH -> "Look at what waits for approval now, and send its digest.";
            case NOT_ELIGIBLE_TO_APPROVE ->
                "Ask one of the environment's approvers. Requesters cannot approve their own requests, unless"
                        + " agentic.yaml sets 'fourEyes: false' for the environment.";
            case LEASE_LOST, TASK_NOT_READY -> "Look at the workflow: it has continued without this attempt.";
            case OUTPUT_TOO_LARGE -> "Store large outputs as artifacts.";
            case SIGNAL_UNEXPECTED -> "Look at the workflow: the task has ended, or waits for another handle.";
            case SIGNAL_TOO_LARGE -> "Send a short payload that names where the details are.";
            case IDEMPOTENCY_KEY_REUSED -> "Use a new Idempotency-Key for a new request.";
            case CURSOR_INVALID -> "Start with the first page.";
            case STORE_FULL -> "Free space in AGENTIC_HOME. Work then continues without a restart.";
            case STORE_READ_ONLY -> "Make AGENTIC_HOME writable. Work then continues without a restart.";
            case STORE_UNAVAILABLE, OVERLOADED, SHUTTING_DOWN -> "Retry in a moment.";
            case ENGINE_DEFECT -> "Report it with the platform's log. Then retry or cancel the workflow.";
            case ENGINE_STOPPED -> "Restart the platform: it continues its work. Report it with the platform's log.";
        };
    }
}
