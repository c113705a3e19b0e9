package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A command for the writer's thread.
sealed interface Command {

    /// Starts a workflow.
    record Start(StartRequest request, CompletableFuture<Answer<Workflows.Started>> reply) implements Command {}

    /// Asks something of a workflow.
    ///
    /// @param reply null when nobody waits for an answer; then the intent is retried while the store fails
    record Ask(WorkflowId workflow, Intent intent, @Nullable CompletableFuture<Answer<Workflow>> reply)
            implements Command {}

    /// Reports that a worker has finished an attempt and is free again.
    ///
    /// @param whenKept runs when the outcome is durable
    record Finish(WorkflowId workflow, Intent intent, String agent, Runnable whenKept) implements Command {
        static final Runnable NOBODY_WAITS = () -> {};
    }

    /// Changes how many attempts an agent can run at once.
    record Slots(String agent, int count) implements Command {}
}
