package dev.agenticframework.runtime;

import java.util.List;
import java.util.function.Consumer;

/// Delivers events to the targets of the rules that they match, at least once: an event may come again after a crash,
/// with the same id.
public interface EventBus {

    /// Delivers events to every rule that they match, in order.
    void publish(List<Event> events);

    /// Adds a rule.
    ///
    /// @param name of the rule, unique; a rule of that name is replaced
    /// @param pattern an EventBridge event pattern, such as `{"detail-type": ["task.created"], "detail": {"agent":
    ///     ["codegen"]}}`
    /// @param target gets matching events, one at a time; when it throws, it gets the event a few times again, and
    ///     then the event is set aside. A [FailureException] that is not retryable sets the event aside at once
    /// @throws IllegalArgumentException when the pattern is not valid
    void addRule(String name, String pattern, Consumer<Event> target);

    /// Removes a rule, if it exists.
    void removeRule(String name);

    /// Whether there are rules.
    boolean hasRules();

    /// Deliveries that were set aside, the oldest first; how many are kept is bounded.
    List<FailedDelivery> failedDeliveries();

    /// An event that a rule's target did not take.
    ///
    /// @param rule the name of the rule
    /// @param reason what the target threw
    record FailedDelivery(String rule, Event event, String reason) {}
}
