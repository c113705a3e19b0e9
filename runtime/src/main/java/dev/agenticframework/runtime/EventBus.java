package dev.agenticframework.runtime;

import java.util.List;
import java.util.function.Consumer;

/// Delivers events to the targets of the rules that match them, at least once: after a crash, an event can arrive again
/// with the same id.
public interface EventBus {

    /// Delivers events, in order, to every rule that matches them.
    void publish(List<Event> events);

    /// Adds a rule.
    ///
    /// @param name unique; an existing rule of this name is replaced
    /// @param pattern an EventBridge event pattern, such as `{"detail-type": ["task.created"], "detail": {"agent":
    ///     ["codegen"]}}`
    /// @param target receives matching events one at a time. When it throws, it receives the event a few more
    ///     times; then the event is set aside. A [FailureException] that is not retryable sets the event aside
    ///     immediately
    /// @throws IllegalArgumentException when the pattern is invalid
    void addRule(String name, String pattern, Consumer<Event> target);

    /// Removes a rule, if it exists.
    void removeRule(String name);

    /// Whether there are rules.
    boolean hasRules();

    /// The deliveries that were set aside, the oldest first. Only the latest are kept.
    List<FailedDelivery> failedDeliveries();

    /// An event that the target of a rule did not accept.
    ///
    /// @param rule the name of the rule
    /// @param reason what the target has thrown
    record FailedDelivery(String rule, Event event, String reason) {}
}
