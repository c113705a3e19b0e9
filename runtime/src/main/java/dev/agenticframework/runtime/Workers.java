package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;

/// Carries out leased attempts. Called by the writer's thread, which does not wait for anything.
interface Workers {
    /// The name under which leases are taken.
    String name();

    /// Begins an attempt, whose lease is durable by now.
    void start(Workflow workflow, Lease lease);

    /// Whatever runs for this task under an older lease is to stop.
    void revoke(WorkflowId workflow, Lease lease);

    /// Everything that runs for this workflow is to stop.
    void stop(WorkflowId workflow);
}
