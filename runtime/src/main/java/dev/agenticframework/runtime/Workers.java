package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;

/// Runs leased attempts. The thread of the [Shell] calls it, so no method waits.
///
/// The workers report to the shell how many attempts they can run at once ([Shell#addSlots]), and each attempt that
/// ends, once ([Shell#finish]).
public interface Workers {
    /// Chooses the worker of the next attempt of an agent, and takes a slot of it.
    ///
    /// @return the name under which to lease the attempt
    String take(String agent);

    /// Returns a slot that was not used.
    void giveBack(String agent, String name);

    /// Continues an attempt that was leased before this process started.
    ///
    /// @return false when it ran in a process that is gone, and is lost
    boolean takeUp(Workflow workflow, Lease lease);

    /// Starts an attempt, whose lease is durable.
    void start(Workflow workflow, Lease lease);

    /// Stops an attempt that has lost its lease.
    void revoke(WorkflowId workflow, TaskId task, int attempt);

    /// Stops all attempts of a workflow.
    void stop(WorkflowId workflow);
}
