package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.agentapi.events.WorkflowEvent;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.WorkflowEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventSchemaTest {
    private static final int HISTORIES = 150;

    /// Every event of simulated histories, in which everything happens that can.
    private static List<Event> events() {
        var events = new ArrayList<Event>();
        var begun = new HashSet<WorkflowId>();
        LongStream.rangeClosed(1, HISTORIES)
                .forEach(seed -> Simulation.run(
                        Simulation.Settings.of(seed),
                        (workflow, intent, now) -> {
                            if (begun.add(workflow.id())) {
                                add(events, start(workflow));
                            }
                            Decision decision = workflow.decide(intent, now);
                            if (decision instanceof Decision.Accepted accepted) {
                                add(events, accepted);
                            }
                            return decision;
                        },
                        false));
        return events;
    }

    private static Decision.Accepted start(Workflow workflow) {
        var created = new Fact.WorkflowCreated(
                workflow.request(), workflow.plan(), workflow.idempotencyKey(), workflow.parent());
        return Workflow.start(workflow.id(), created, workflow.createdAt());
    }

    private static void add(List<Event> events, Decision.Accepted accepted) {
        Workflow after = accepted.after();
        for (Entry entry : accepted.entries()) {
            events.addAll(WorkflowEvents.of(after, entry));
        }
    }

    private static Set<String> detailTypes(Class<? extends EventDetail> kind) {
        return Arrays.stream(kind.getPermittedSubclasses())
                .map(type -> EventDetail.detailType(type.asSubclass(EventDetail.class)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyEventOfTheEngineMeetsTheSchemaOfItsDetailType() {
        var seen = new TreeSet<String>();
        for (Event event : events()) {
            EventSchemas.check(event.detailType(), event.detail());
            seen.add(event.detailType());
        }
        assertThat(seen).isEqualTo(detailTypes(WorkflowEvent.class));
    }
}
