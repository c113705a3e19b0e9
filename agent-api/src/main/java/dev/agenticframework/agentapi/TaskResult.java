package dev.agenticframework.agentapi;

import dev.agenticframework.agentapi.events.AgentEvent;
import java.time.Instant;
import java.util.List;

/// How an attempt at a task ended.
public sealed interface TaskResult {

    /// It succeeded. Outputs and events become durable in one step.
    ///
    /// @param outputs the values of the capability's outputs; large values are artifacts, named by reference
    /// @param summary what was done, one line for people
    /// @param events the events to emit, in order
    record Succeeded(Outputs outputs, String summary, List<AgentEvent> events) implements TaskResult {
        public Succeeded {
            events = List.copyOf(events);
        }
    }

    /// It waits for something outside the platform, and holds no thread meanwhile. The same attempt runs again when
    /// a [signal][Signals] with the handle arrives, or at the wake-up time, and for the last time at the deadline.
    ///
    /// @param handle names what it waits for; 1 to 200 characters
    /// @param wakeAt when to look again without a signal
    /// @param deadline when the work must have ended
    /// @param events what others are told, in order
    record Suspended(String handle, Instant wakeAt, Instant deadline, List<AgentEvent> events) implements TaskResult {
        public Suspended {
            events = List.copyOf(events);
        }
    }

    /// It has stopped because its workflow is cancelled or out of time.
    record Stopped() implements TaskResult {}

    /// It failed, and a retry may succeed.
    record Retryable(Failure failure, List<AgentEvent> events) implements TaskResult {
        public Retryable {
            events = List.copyOf(events);
        }
    }

    /// It failed for good: a retry cannot help.
    ///
    /// @param outputs evidence that stays available, such as the reference of a log or a report
    record Terminal(Failure failure, Outputs outputs, List<AgentEvent> events) implements TaskResult {
        public Terminal {
            events = List.copyOf(events);
        }
    }

    static TaskResult succeeded(Outputs outputs, String summary, AgentEvent... events) {
        return new Succeeded(outputs, summary, List.of(events));
    }

    /// It waits for what the handle names.
    static TaskResult suspended(Waiter waiter, Instant wakeAt, Instant deadline, AgentEvent... events) {
        return new Suspended(waiter.handle(), wakeAt, deadline, List.of(events));
    }

    static TaskResult terminal(Failure failure, AgentEvent... events) {
        return new Terminal(failure, Outputs.NONE, List.of(events));
    }

    /// A failure that is retryable or terminal, as it says itself.
    static TaskResult failed(Failure failure, AgentEvent... events) {
        return failure.retryable() ? new Retryable(failure, List.of(events)) : terminal(failure, events);
    }
}
