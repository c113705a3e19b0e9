package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;

/// Carries out leased attempts. Called by the thread of the [Shell], which does not wait for anything.
///
/// How many attempts there may be at once is told to the shell ([Shell#addSlots]); each one that ends is told to it
/// with [Shell#finish], once.
public interface Workers {
    /// Chooses the worker that gets the next attempt for this agent, and counts it as taken.
    ///
    /// @return the name under which the attempt is leased
    String take(String agent);

    /// What was taken is not used after all.
    void giveBack(String agent, String name);

    /// Takes up an attempt that was leased before this process started.
    ///
    /// @return false: it ran in a process that is gone, and is lost
    boolean takeUp(Workflow workflow, Lease lease);

    /// Begins an attempt, whose lease is durable by now.
    void start(Workflow workflow, Lease lease);

    /// Whatever runs for this attempt has lost its lease and is to stop.
    void revoke(WorkflowId workflow, TaskId task, int attempt);

    /// Everything that runs for this workflow is to stop.
    void stop(WorkflowId workflow);
}
