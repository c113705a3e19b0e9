package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Answer;

/// Takes the value out of the runtime's answers, or ends the request with the problem.
final class Answers {
    private Answers() {}

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
            case WORKFLOW_NOT_FOUND -> "list workflows: agentic workflow list";
            case TASK_NOT_FOUND -> "look at the workflow's tasks: agentic workflow show ID";
            case WORKFLOW_ENDED -> "start it again with retry, or start a new one";
            case WORKFLOW_RUNNING -> "wait until it has ended, or cancel it first";
            case WORKFLOW_STOPPING -> "wait until it has ended";
            case NO_APPROVAL_PENDING -> "look at the workflow: nothing waits for an approval there";
            case APPROVAL_DIGEST_MISMATCH -> "look at what waits now, and approve that";
            case NOT_ELIGIBLE_TO_APPROVE -> "ask one of the environment's approvers";
            case LEASE_LOST, TASK_NOT_READY -> "look at the workflow: it went on without this";
            case OUTPUT_TOO_LARGE -> "keep large outputs as artifacts";
            case IDEMPOTENCY_KEY_REUSED -> "use a new Idempotency-Key for a new request";
            case CURSOR_INVALID -> "start from the first page";
            case STORE_FULL -> "free space in AGENTIC_HOME; work goes on by itself";
            case STORE_READ_ONLY -> "make AGENTIC_HOME writable; work goes on by itself";
            case STORE_UNAVAILABLE, OVERLOADED, SHUTTING_DOWN -> "try again in a moment";
            case ENGINE_DEFECT -> "report it with the platform's log, then retry or cancel the workflow";
            case ENGINE_STOPPED -> "start the platform again: it takes up its work; report it with the platform's log";
        };
    }
}
