package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A leased attempt, with all that the one who runs it must know.
public interface Assignment {
    /// The workflow of the task.
    WorkflowId workflow();

    /// Proves that the attempt belongs to its holder.
    Lease lease();

    /// The agent that runs it.
    String agent();

    /// The action that the agent runs: the task's, or the one that undoes it.
    String action();

    /// The resolved inputs. To undo a task, also the task's outputs.
    Map<String, String> inputs();

    /// Who asked for the workflow.
    String requestedBy();

    /// The labels of the workflow.
    Map<String, String> labels();

    /// W3C `traceparent` of the attempt.
    String traceparent();

    /// How long the attempt may be silent; empty: without limit.
    Optional<Duration> heartbeat();

    /// Why it runs again after a suspension; empty: it has not been suspended.
    Optional<Resumption> resumption();

    /// The reference of the log that it left when it was suspended; empty when there is none.
    String earlierLog();
}
