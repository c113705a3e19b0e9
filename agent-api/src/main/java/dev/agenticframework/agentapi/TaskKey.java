package dev.agenticframework.agentapi;

/// Identifies one attempt at a task.
///
/// @param workflowId `wf-...`
/// @param taskId `t1`, `t2`, ...
/// @param attempt 1 for the first one
public record TaskKey(String workflowId, String taskId, int attempt) {

    /// The return address of the task while it waits for this.
    public Waiter waiter(String handle) {
        return new Waiter(workflowId, taskId, handle);
    }

    /// The key that makes an effect happen at most once: the same for every attempt at the task.
    public String effect() {
        return workflowId + "/" + taskId;
    }

    @Override
    public String toString() {
        return workflowId + "/" + taskId + "/" + attempt;
    }
}
