package dev.agenticframework.runtimeembedded;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.event.ruler.Machine;

/// Delivers events within this process. AWS's own rule engine matches them, so a pattern means the same as
/// on EventBridge.
public final class LocalEventBus implements EventBus {
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_FAILED_DELIVERIES = 1_000;

    private final Map<String, Rule> rules = new ConcurrentHashMap<>();
    private final Deque<FailedDelivery> failed = new ArrayDeque<>();
    private final Machine machine = Machine.builder().build();

    private record Rule(String pattern, Consumer<Event> target) {}

    @Override
    public void publish(List<Event> events) {
        for (Event event : events) {
            List<String> matching = matching(event);
            for (String name : matching) {
                Rule rule = rules.get(name);
                if (rule != null) {
                    deliver(name, rule, event);
                }
            }
        }
    }

    private List<String> matching(Event event) {
        synchronized (machine) {
            try {
                return machine.rulesForJSONEvent(event.toJson());
            } catch (Exception e) {
                throw new IllegalStateException("The event is not JSON: " + event.detailType(), e);
            }
        }
    }

    private void deliver(String name, Rule rule, Event event) {
        for (int attempt = 1; ; attempt++) {
            try {
                rule.target().accept(event);
                return;
            } catch (RuntimeException e) {
                if (attempt == MAX_ATTEMPTS || isFinal(e)) {
                    setAside(new FailedDelivery(name, event, e.toString()));
                    return;
                }
            }
        }
    }

    private static boolean isFinal(RuntimeException e) {
        return e instanceof FailureException failed && !failed.failure().retryable();
    }

    private void setAside(FailedDelivery delivery) {
        synchronized (failed) {
            if (failed.size() == MAX_FAILED_DELIVERIES) {
                failed.removeFirst();
            }
            failed.addLast(delivery);
        }
    }

    @Override
    public void addRule(String name, String pattern, Consumer<Event> target) {
        removeRule(name);
        synchronized (machine) {
            try {
                machine.addRule(name, pattern);
            } catch (IOException e) {
                throw new IllegalArgumentException("The event pattern is invalid: " + e.getMessage(), e);
            }
        }
        rules.put(name, new Rule(pattern, target));
    }

    @Override
    public void removeRule(String name) {
        Rule rule = rules.remove(name);
        if (rule != null) {
            synchronized (machine) {
                try {
                    machine.deleteRule(name, rule.pattern());
                } catch (IOException e) {
                    throw new IllegalStateException("An event pattern that was accepted is no longer valid.", e);
                }
            }
        }
    }

    @Override
    public boolean hasRules() {
        return !rules.isEmpty();
    }

    @Override
    public List<FailedDelivery> failedDeliveries() {
        synchronized (failed) {
            return List.copyOf(failed);
        }
    }
}
