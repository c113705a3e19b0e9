package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Pipelines.Job;
import java.util.Map;

/// Receives the progress of a running pipeline. The threads of its jobs call it.
interface RunObserver {
    void jobStarted(String job);

    void line(String job, String line);

    /// A job has ended or was skipped.
    ///
    /// @param variables that its reports give to later jobs
    void jobEnded(Job job, Map<String, String> variables);
}
