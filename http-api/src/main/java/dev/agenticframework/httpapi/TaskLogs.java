package dev.agenticframework.httpapi;

import java.util.List;

/// What tasks wrote while they ran. Implemented by the composition root.
public interface TaskLogs {

    /// Lines of a task's log.
    ///
    /// @param after how many lines to skip
    /// @param limit the most lines to give
    List<String> lines(String workflowId, String taskId, long after, int limit);
}
