package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Something for the writer's thread.
sealed interface Command {

    /// A workflow is to start.
    record Start(StartRequest request, CompletableFuture<Answer<Workflows.Started>> reply) implements Command {}

    /// Something is asked of a workflow.
    ///
    /// @param reply null: nobody waits for an answer, and the intent is tried again while the store is down
    record Ask(WorkflowId workflow, Intent intent, @Nullable CompletableFuture<Answer<Workflow>> reply)
            implements Command {}

    /// A worker has finished with an attempt, and is free again.
    ///
    /// @param whenKept runs when that is durable
    record Finish(WorkflowId workflow, Intent intent, String agent, Runnable whenKept) implements Command {
        static final Runnable NOBODY_WAITS = () -> {};
    }

    /// Workers for an agent can take so many more attempts.
    record Slots(String agent, int count) implements Command {}
}
