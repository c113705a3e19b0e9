package dev.agenticframework.runtime;

import dev.agenticframework.engine.Rejection;
import dev.agenticframework.engine.WorkflowId;

/// Says the engine's rejections in the words of the front door.
final class Refusals {
    private Refusals() {}

    static <T> Answer<T> of(WorkflowId id, Rejection rejection) {
        return switch (rejection) {
            case TASK_NOT_FOUND -> refused(Answer.Code.TASK_NOT_FOUND, id + " has no such task");
            case WORKFLOW_ENDED -> refused(Answer.Code.WORKFLOW_ENDED, id + " has ended");
            case WORKFLOW_RUNNING ->
                refused(Answer.Code.WORKFLOW_RUNNING, id + " has not ended: cancel it first, or wait");
            case WORKFLOW_STOPPING -> refused(Answer.Code.WORKFLOW_STOPPING, id + " is being stopped");
            case TASK_NOT_READY -> refused(Answer.Code.TASK_NOT_READY, "the task of " + id + " is not ready");
            case LEASE_LOST ->
                refused(Answer.Code.LEASE_LOST, "the task of " + id + " has ended or was given to another worker");
            case NO_APPROVAL_PENDING ->
                refused(Answer.Code.NO_APPROVAL_PENDING, "the task of " + id + " waits for no approval");
            case APPROVAL_DIGEST_MISMATCH ->
                refused(
                        Answer.Code.APPROVAL_DIGEST_MISMATCH,
                        "what was approved is not what would run: look at the task again, and approve its digest");
            case NOT_ELIGIBLE_TO_APPROVE ->
                refused(Answer.Code.NOT_ELIGIBLE_TO_APPROVE, "this person may not approve the task of " + id);
            case OUTPUT_TOO_LARGE ->
                refused(
                        Answer.Code.OUTPUT_TOO_LARGE,
                        "the outputs are too large: keep large things in the artifact store and put out the reference");
        };
    }

    static <T> Answer<T> notFound(WorkflowId id) {
        return refused(Answer.Code.WORKFLOW_NOT_FOUND, "there is no workflow " + id);
    }

    static <T> Answer<T> refused(Answer.Code code, String message) {
        return new Answer.Refused<>(code, message);
    }
}
