package dev.agenticframework.agentapi;

/// Identifies a suspended task, for whoever has to resume it. An adapter that survives a restart keeps it beside the
/// work that the task waits for.
///
/// @param workflowId `wf-...`
/// @param taskId `t1`, `t2`, ...
/// @param handle names what the task waits for, such as `pipeline/42`; 1 to 200 characters
public record Waiter(String workflowId, String taskId, String handle) {
    private static final int MAX_HANDLE_CHARACTERS = 200;

    public Waiter {
        if (handle.isBlank() || handle.length() > MAX_HANDLE_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a handle has 1 to " + MAX_HANDLE_CHARACTERS + " characters, not " + handle.length());
        }
    }
}
