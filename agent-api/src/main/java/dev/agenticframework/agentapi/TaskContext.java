package dev.agenticframework.agentapi;

import dev.agenticframework.engine.Resumption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the runtime tells an agent about the task at hand, and what the agent may tell the runtime while it works.
public interface TaskContext {

    TaskKey key();

    /// One of [Capability#action()] of the agent.
    String action();

    /// The inputs, resolved and valid for the capability.
    Inputs inputs();

    /// Who asked for the workflow.
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

    /// Reports how far the work is; also extends the task's lease.
    ///
    /// @param fraction from 0 to 1
    /// @param message one line for people
    void progress(double fraction, String message);

    /// Adds a line to the task's log, which is kept as an artifact and can be followed live. Never a secret.
    void log(String line);
}
