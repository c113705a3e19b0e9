package dev.agenticframework.agentapi;

import dev.agenticframework.engine.Resumption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

    /// Why the task runs again after a suspension; empty on its first turn. After [Resumption#isLast] the task
    /// stops the work outside and ends: it cannot suspend again.
    Optional<Resumption> resumption();

    /// The time, from the runtime's clock.
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
