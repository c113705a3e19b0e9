package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A leased attempt, as whoever carries it out has to know it.
public interface Assignment {
    /// The workflow that it is a part of.
    WorkflowId workflow();

    /// What shows that the attempt is its holder's.
    Lease lease();

    /// The agent that is to do it.
    String agent();

    /// What the agent is to do: the task's action, or the action that undoes it.
    String action();

    /// The resolved inputs; when a task is undone, what it put out as well.
    Map<String, String> inputs();

    /// Who asked for the workflow.
    String requestedBy();

    /// The labels of the workflow.
    Map<String, String> labels();

    /// W3C `traceparent` of the attempt.
    String traceparent();

    /// How long it may be silent; empty: as long as it takes.
    Optional<Duration> heartbeat();

    /// Why it runs again after a suspension; empty: it has not been suspended.
    Optional<Resumption> resumption();

    /// The reference of what it logged before it was suspended; empty: nothing.
    String earlierLog();
}
