package dev.agenticframework.runtime;

import java.util.List;

/// What follows once facts are durable. Called by the writer's thread, which waits for none of it.
interface Reactions {
    /// The name under which tasks of this agent are leased.
    String workerFor(String agent);

    /// These changes are durable.
    void committed(long position, List<WorkflowStore.Change> changes);
}
