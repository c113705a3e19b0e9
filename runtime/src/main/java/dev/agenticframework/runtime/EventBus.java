package dev.agenticframework.runtime;

import java.util.List;
import java.util.function.Consumer;

/// Brings events to those whose rules they match. At least once: an event may come again after a crash, with the
/// same id.
public interface EventBus {

    /// Delivers events to every rule that they match, in order.
    void publish(List<Event> events);

    /// Adds a rule.
    ///
    /// @param name of the rule, unique; a rule of that name is replaced
    /// @param pattern an EventBridge event pattern, such as `{"detail-type": ["task.created"], "detail": {"agent":
    ///     ["codegen"]}}`
    /// @param target what gets matching events, one at a time; when it throws, the event is offered to it again,
    ///     and in the end set aside
    /// @throws IllegalArgumentException when the pattern is none
    void addRule(String name, String pattern, Consumer<Event> target);

    /// Removes a rule; nothing happens when there is none.
    void removeRule(String name);

    /// Whether anybody listens.
    boolean hasRules();

    /// Deliveries that were given up, the oldest first; the number that are kept is bounded.
    List<FailedDelivery> failedDeliveries();

    /// An event that a rule's target did not take.
    ///
    /// @param rule its name
    /// @param event what it was
    /// @param reason what the target threw
    record FailedDelivery(String rule, Event event, String reason) {}
}
