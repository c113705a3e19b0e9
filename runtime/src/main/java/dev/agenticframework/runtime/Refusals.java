package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Rejection;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
            case SIGNAL_UNEXPECTED ->
                refused(Answer.Code.SIGNAL_UNEXPECTED, "no attempt of the task of " + id + " waits for this signal");
            case SIGNAL_TOO_LARGE ->
                refused(
                        Answer.Code.SIGNAL_TOO_LARGE,
                        "a signal's handle has at most 200 characters, and its payload at most 65,536");
            case OUTPUT_TOO_LARGE ->
                refused(
                        Answer.Code.OUTPUT_TOO_LARGE,
                        "the outputs are too large: keep large things in the artifact store and put out the reference");
        };
    }

    /// What becomes of an attempt whose outputs were refused; empty: the intent is not the outcome of one.
    static Optional<Intent> tooLarge(Intent outcome) {
        var error = new TaskError.Terminal(
                Answer.Code.OUTPUT_TOO_LARGE.name(),
                TaskError.Blame.INTERNAL,
                "the agent put out more than a history may hold",
                "keep large things in the artifact store and put out the reference");
        return switch (outcome) {
            case Intent.Succeed done -> Optional.of(new Intent.Fail(done.lease(), error, Map.of(), Report.NONE));
            case Intent.Fail failed -> Optional.of(new Intent.Fail(failed.lease(), error, Map.of(), Report.NONE));
            default -> Optional.empty();
        };
    }

    /// Tells whoever waits for a command that it is refused.
    ///
    /// @return false: nobody waits
    static boolean refuse(Command command, Answer.Code code, String message) {
        return switch (command) {
            case Command.Start start -> {
                start.reply().complete(refused(code, message));
                yield true;
            }
            case Command.Ask ask -> {
                CompletableFuture<Answer<Workflow>> reply = ask.reply();
                if (reply != null) {
                    reply.complete(refused(code, message));
                }
                yield reply != null;
            }
            case Command.Finish _, Command.Slots _ -> false;
        };
    }

    static <T> Answer<T> notFound(WorkflowId id) {
        return refused(Answer.Code.WORKFLOW_NOT_FOUND, "there is no workflow " + id);
    }

    static <T> Answer<T> refused(Answer.Code code, String message) {
        return new Answer.Refused<>(code, message);
    }
}
