package dev.agenticframework.agentapi;

import java.time.Instant;
import java.util.Map;

/// One attempt at a task, as the runtime gives it to an agent, and the way to report progress.
public interface TaskContext {

    TaskKey key();

    /// One of [Capability#action()] of the agent.
    String action();

    /// The inputs, resolved and valid for the capability's fields.
    Inputs inputs();

    /// Who requested the workflow.
    String requestedBy();

    /// The labels of the workflow, such as `service` and `environment`.
    Map<String, String> labels();

    /// The current time, from the runtime's clock.
    Instant now();

    /// W3C `traceparent` of this task's span.
    String traceparent();

    /// Reports how far the work is, and extends the task's lease.
    ///
    /// @param fraction from 0 to 1
    /// @param message one line for people
    void progress(double fraction, String message);

    /// Adds a line to the task's log, which is stored as an artifact and can be followed live. Never log a secret.
    void log(String line);
}
