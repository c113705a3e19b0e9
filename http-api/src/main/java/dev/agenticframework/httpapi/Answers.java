package dev.agenticframework.httpapi;

import dev.agenticframework.runtime.Answer;

/// Takes the value out of the runtime's answers, or ends the request with the problem.
final class Answers {
    private Answers() {}

    static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new ProblemException(problem(refused));
        };
    }

    private static Problem problem(Answer.Refused<?> refused) {
        int status = switch (refused.code()) {
            case WORKFLOW_NOT_FOUND, TASK_NOT_FOUND -> 404;
            case NOT_ELIGIBLE_TO_APPROVE -> 403;
            case CURSOR_INVALID -> 400;
            case OUTPUT_TOO_LARGE, SIGNAL_TOO_LARGE -> 413;
            case STORE_FULL -> 507;
            case STORE_READ_ONLY, STORE_UNAVAILABLE, OVERLOADED, SHUTTING_DOWN, ENGINE_STOPPED -> 503;
            case ENGINE_DEFECT -> 500;
            case WORKFLOW_ENDED,
                    WORKFLOW_RUNNING,
                    WORKFLOW_STOPPING,
                    NO_APPROVAL_PENDING,
                    APPROVAL_DIGEST_MISMATCH,
                    LEASE_LOST,
                    TASK_NOT_READY,
                    SIGNAL_UNEXPECTED,
                    IDEMPOTENCY_KEY_REUSED -> 409;
        };
        return Problem.of(status, refused.code().name(), refused.message(), remedy(refused.code()));
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
            case SIGNAL_UNEXPECTED -> "look at the workflow: the task has ended, or waits for another handle";
            case SIGNAL_TOO_LARGE -> "send a short payload that names where the details are";
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
