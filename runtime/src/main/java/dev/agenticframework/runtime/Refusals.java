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

/// Turns the engine's rejections into answers.
final class Refusals {
    private Refusals() {}

    static <T> Answer<T> of(WorkflowId id, Rejection rejection) {
        return switch (rejection) {
            case TASK_NOT_FOUND ->
                refused(Answer.Code.TASK_NOT_FOUND, "The workflow " + id + " has no task with this id.");
            case WORKFLOW_ENDED -> refused(Answer.Code.WORKFLOW_ENDED, "The workflow " + id + " has ended.");
            case WORKFLOW_RUNNING -> refused(Answer.Code.WORKFLOW_RUNNING, "The workflow " + id + " has not ended.");
            case WORKFLOW_STOPPING ->
                refused(Answer.Code.WORKFLOW_STOPPING, "The workflow " + id + " is being stopped.");
            case TASK_NOT_READY -> refused(Answer.Code.TASK_NOT_READY, "The task of " + id + " is not ready.");
            case LEASE_LOST ->
                refused(Answer.Code.LEASE_LOST, "The task of " + id + " has ended, or another worker has it.");
            case NO_APPROVAL_PENDING ->
                refused(Answer.Code.NO_APPROVAL_PENDING, "The task of " + id + " does not wait for approval.");
            case APPROVAL_DIGEST_MISMATCH ->
                refused(Answer.Code.APPROVAL_DIGEST_MISMATCH, "The task has changed since you were shown it.");
            case NOT_ELIGIBLE_TO_APPROVE ->
                refused(Answer.Code.NOT_ELIGIBLE_TO_APPROVE, "You may not approve the task of " + id + ".");
            case SIGNAL_UNEXPECTED ->
                refused(
                        Answer.Code.SIGNAL_UNEXPECTED,
                        "No attempt of the task of " + id + " can wait for this signal.");
            case SIGNAL_TOO_LARGE ->
                refused(
                        Answer.Code.SIGNAL_TOO_LARGE,
                        "The handle of a signal may have at most 200 characters, and its payload at most 65,536.");
            case OUTPUT_TOO_LARGE -> refused(Answer.Code.OUTPUT_TOO_LARGE, "The outputs of the task are too large.");
        };
    }

    /// The failure of an attempt whose outputs are too large; empty when the intent is not an outcome.
    static Optional<Intent> tooLarge(Intent outcome) {
        var error = new TaskError.Terminal(
                Answer.Code.OUTPUT_TOO_LARGE.name(),
                TaskError.Blame.INTERNAL,
                "The outputs of the task are too large.",
                "Store large outputs as artifacts, and give their references.");
        return switch (outcome) {
            case Intent.Succeed done -> Optional.of(new Intent.Fail(done.lease(), error, Map.of(), Report.NONE));
            case Intent.Fail failed -> Optional.of(new Intent.Fail(failed.lease(), error, Map.of(), Report.NONE));
            default -> Optional.empty();
        };
    }

    /// Refuses a command, if someone waits for its answer.
    ///
    /// @return whether someone waits
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
        return refused(Answer.Code.WORKFLOW_NOT_FOUND, "No workflow has the id '" + id + "'.");
    }

    static <T> Answer<T> refused(Answer.Code code, String message) {
        return new Answer.Refused<>(code, message);
    }
}
