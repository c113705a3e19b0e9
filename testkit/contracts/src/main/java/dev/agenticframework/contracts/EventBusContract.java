package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [EventBus] must do.
public abstract class EventBusContract {

    /// A bus without rules.
    protected abstract EventBus open();

    /// Waits until published events are delivered. Does nothing for a bus that delivers before
    /// [EventBus#publish] returns.
    protected void settle() {}

    private static Event event(String detailType, String detail) {
        return new Event(
                "id-1",
                "agentic-framework.planner",
                detailType,
                Instant.parse("2026-01-01T00:00:00Z"),
                detail,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void eventReachesTheRulesWhosePatternsMatchIt() {
        EventBus bus = open();
        var codegen = new ArrayList<Event>();
        var prefix = new ArrayList<Event>();
        bus.addRule("a", "{\"detail-type\": [\"task.created\"], \"detail\": {\"agent\": [\"codegen\"]}}", codegen::add);
        bus.addRule("b", "{\"source\": [{\"prefix\": \"agentic-framework.\"}]}", prefix::add);
        Event mine = event("task.created", "{\"agent\":\"codegen\"}");
        Event other = event("task.created", "{\"agent\":\"policy\"}");

        bus.publish(List.of(mine, other));
        settle();

        assertThat(codegen).containsExactly(mine);
        assertThat(prefix).containsExactly(mine, other);
    }

    @Test
    void removedRuleGetsNothing() {
        EventBus bus = open();
        var seen = new ArrayList<Event>();
        bus.addRule("a", "{\"detail-type\": [\"task.created\"]}", seen::add);
        bus.removeRule("a");

        bus.publish(List.of(event("task.created", "{}")));
        settle();

        assertThat(seen).isEmpty();
        assertThat(bus.hasRules()).isFalse();
    }

    @Test
    void targetThatFailsIsAskedAgainAndInTheEndTheEventIsSetAside() {
        EventBus bus = open();
        var seen = new ArrayList<Event>();
        bus.addRule("bad", "{\"detail-type\": [\"task.created\"]}", _ -> {
            throw new IllegalStateException("down");
        });
        bus.addRule("good", "{\"detail-type\": [\"task.created\"]}", seen::add);

        bus.publish(List.of(event("task.created", "{}")));
        settle();

        assertThat(seen).hasSize(1);
        assertThat(bus.failedDeliveries())
                .extracting(EventBus.FailedDelivery::rule)
                .containsExactly("bad");
    }

    @Test
    void targetThatRefusesForGoodIsNotAskedAgain() {
        EventBus bus = open();
        var seen = new ArrayList<Event>();
        bus.addRule("strict", "{\"detail-type\": [\"task.created\"]}", event -> {
            seen.add(event);
            throw new FailureException(Failure.conflict("NOT_WANTED", "It is not wanted.", "Send another event."));
        });

        bus.publish(List.of(event("task.created", "{}")));
        settle();

        assertThat(seen).hasSize(1);
        assertThat(bus.failedDeliveries())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("NOT_WANTED"));
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> open().addRule("a", "{\"detail-type\": \"no array\"}", _ -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
