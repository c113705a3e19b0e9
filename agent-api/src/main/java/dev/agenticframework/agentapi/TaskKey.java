package dev.agenticframework.agentapi;

/// Which task this is, and the how-manieth try. Effects are guarded by it.
///
/// @param workflowId `wf-...`
/// @param taskId `t1`, `t2`, ...
/// @param attempt 1 for the first try
public record TaskKey(String workflowId, String taskId, int attempt) {

    /// The return address of the task while it waits for this.
    public Waiter waiter(String handle) {
        return new Waiter(workflowId, taskId, handle);
    }

    /// The same for every attempt of a task: the key under which an effect is made at most once.
    public String effect() {
        return workflowId + "/" + taskId;
    }

    @Override
    public String toString() {
        return workflowId + "/" + taskId + "/" + attempt;
    }
}
