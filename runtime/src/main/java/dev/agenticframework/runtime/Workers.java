package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;

/// Carries out leased attempts. Called by the thread of the [Shell], which does not wait for anything.
public interface Workers {
    /// The name under which attempts for this agent are leased. Attempts that are leased under a name that
    /// [#survives] a restart are not taken for lost when the process starts again.
    String nameFor(String agent);

    /// Whether what runs under this name goes on when this process ends.
    boolean survives(String name);

    /// Begins an attempt, whose lease is durable by now.
    void start(Workflow workflow, Lease lease);

    /// Whatever runs for this attempt has lost its lease and is to stop.
    void revoke(WorkflowId workflow, TaskId task, int attempt);

    /// Everything that runs for this workflow is to stop.
    void stop(WorkflowId workflow);
}
