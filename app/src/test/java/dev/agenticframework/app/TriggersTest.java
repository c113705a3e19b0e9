package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.Surroundings;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.Trigger;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.planner.Catalog;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus.FailedDelivery;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.FileAuditLog;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {
    private static final String PUSHED = "{\"detail-type\": [\"code.pushed\"]}";
    private static final String SHOP_ENDED =
            "{\"detail-type\": [\"workflow.completed\"], \"detail\": {\"service_name\": [\"shop\"]}}";
    private static final Capability NOTE = new Capability(
            "toy",
            "note",
            "Note {serviceName}",
            Set.of(Effect.READS),
            List.of(Fields.SERVICE_NAME),
            List.of(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            1,
            Optional.empty());

    @TempDir
    Path home;

    private final LocalEventBus bus = new LocalEventBus();
    private DurableWorkflows workflows;

    /// An agent that does nothing, with these triggers.
    private record Toy(List<Trigger> triggers) implements Agent {
        @Override
        public String name() {
            return "toy";
        }

        @Override
        public List<Capability> capabilities() {
            return List.of(NOTE);
        }

        @Override
        public TaskResult perform(TaskContext task) throws InterruptedException {
            return Actions.of(NOTE, _ -> TaskResult.succeeded(Outputs.NONE, "Noted"))
                    .perform(task);
        }
    }

    private static Trigger trigger(String name, String pattern) {
        return new Trigger(name, pattern, NOTE, List.of(Trigger.from(Fields.SERVICE_NAME, "/detail/service_name")));
    }

    private static Planning planner(List<Capability> capabilities) {
        var nowhere = new Surroundings() {
            @Override
            public Optional<SortedSet<String>> services(String environment) {
                return Optional.empty();
            }

            @Override
            public List<Offer> languages(String environment) {
                return List.of();
            }

            @Override
            public List<Offer> resources(String environment) {
                return List.of();
            }

            @Override
            public List<Offer> strategies(String environment) {
                return List.of();
            }
        };
        return new Planner(new Catalog(List.of()), capabilities, Environments.defaults(), nowhere);
    }

    private FileAuditLog audit() {
        return new FileAuditLog(home.resolve("audit"), Clock.systemUTC());
    }

    private void open(Trigger... triggers) throws Exception {
        var agents = List.<Agent>of(new Toy(List.of(triggers)));
        var planner = planner(Parts.capabilities(agents));
        var starting = new Triggers(planner, audit());
        starting.follow(bus, agents);
        workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                bus,
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                RuntimeSettings.DEFAULT,
                agents,
                new SignalBox());
        starting.startOn(workflows);
    }

    @AfterEach
    void close() {
        workflows.close();
    }

    private static Event pushed(String id, String detail) {
        return new Event(
                id,
                "a-git-server",
                "code.pushed",
                Instant.EPOCH,
                detail,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    private static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    private List<WorkflowSummary> all() {
        return done(workflows.list(WorkflowQuery.ALL)).items();
    }

    private Request request(WorkflowSummary one) {
        return done(workflows.find(one.id())).request();
    }

    private void start(String service) {
        done(workflows.start(new StartRequest(
                "", new Request("anna", "", "", "", Map.of("service", service)), Plan.of(noting(service)))));
    }

    private static TaskSpec noting(String service) {
        return TaskSpec.of("t1", "toy", "note").withInputs(Map.of("serviceName", new Input.Literal(service)));
    }

    @Test
    void eventStartsOneWorkflowHoweverOftenItIsDelivered() throws Exception {
        open(trigger("note-pushes", PUSHED));
        var event = pushed("push-1", "{\"service_name\": \"shop\"}");

        bus.publish(List.of(event, event));
        bus.publish(List.of(event));

        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(request(one).requestedBy()).isEqualTo("agent:toy");
            assertThat(request(one).service()).isEqualTo("shop");
            assertThat(request(one).labels()).containsEntry(Triggers.CHAIN, "note-pushes");
            assertThat(request(one).parameters()).isEqualTo("{\"trigger\":\"note-pushes\",\"event\":\"push-1\"}");
            assertThat(done(workflows.find(one.id())).plan().tasks())
                    .extracting(TaskSpec::title)
                    .containsExactly("Note shop");
        });
        var recorded = audit().find(
                        Long.MAX_VALUE,
                        10,
                        one -> "true".equals(one.entry().after().get("created")));
        assertThat(recorded.entries()).singleElement().satisfies(one -> {
            assertThat(one.entry().who().name()).isEqualTo("agent:toy");
            assertThat(one.entry().origin()).isEqualTo(AuditEntry.Origin.TRIGGER);
            assertThat(one.entry().workflow()).isEqualTo(all().getFirst().id().toString());
        });
    }

    @Test
    void redeliveryAfterARestartStartsNothingAgain() throws Exception {
        open(trigger("note-pushes", PUSHED));
        bus.publish(List.of(pushed("push-1", "{\"service_name\": \"shop\"}")));
        workflows.close();

        open(trigger("note-pushes", PUSHED));
        bus.publish(List.of(pushed("push-1", "{\"service_name\": \"shop\"}")));

        assertThat(all()).hasSize(1);
        assertThat(bus.failedDeliveries()).isEmpty();
    }

    @Test
    void eachEventAndEachTriggerStartAWorkflowOfTheirOwn() throws Exception {
        open(trigger("note-pushes", PUSHED), trigger("note-again", PUSHED));

        bus.publish(List.of(
                pushed("push-1", "{\"service_name\": \"shop\"}"), pushed("push-2", "{\"service_name\": \"shop\"}")));

        assertThat(all()).hasSize(4);
    }

    @Test
    void eventWithoutTheValueOfAPointerIsSetAsideAndStartsNothing() throws Exception {
        open(trigger("note-pushes", PUSHED));

        bus.publish(List.of(pushed("push-1", "{\"service_name\": null}"), pushed("push-2", "{}")));

        assertThat(bus.failedDeliveries())
                .extracting(FailedDelivery::rule)
                .containsExactly("trigger/note-pushes", "trigger/note-pushes");
        assertThat(bus.failedDeliveries())
                .allSatisfy(failed -> assertThat(failed.reason())
                        .contains("TRIGGER_INPUT_MISSING")
                        .contains("/detail/service_name"));
        assertThat(all()).isEmpty();
    }

    @Test
    void valueThatIsNotOfItsTypeIsRefusedAndSetAside() throws Exception {
        open(trigger("note-pushes", PUSHED));

        bus.publish(List.of(pushed("push-1", "{\"service_name\": \"Not A Name\"}")));

        assertThat(bus.failedDeliveries())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("PLAN_INPUT_TYPE"));
        assertThat(all()).isEmpty();
    }

    @Test
    void eventOfAWorkflowThatIsNotKnownIsSetAside() throws Exception {
        open(trigger("note-pushes", PUSHED));

        bus.publish(List.of(pushed("push-1", "{\"service_name\": \"shop\", \"workflow_id\": \"wf-1\"}")));

        assertThat(bus.failedDeliveries())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("WORKFLOW_NOT_FOUND"));
    }

    @Test
    void triggersThatLeadToEachOtherEnd() throws Exception {
        open(trigger("ping", SHOP_ENDED), trigger("pong", SHOP_ENDED));
        start("shop");
        settle();

        assertThat(all())
                .filteredOn(one -> request(one).service().equals("shop"))
                .extracting(one -> request(one).labels().getOrDefault(Triggers.CHAIN, ""))
                .containsExactlyInAnyOrder("", "ping", "pong", "ping,pong", "pong,ping");
    }

    /// Waits until nothing follows any more. Events are published in order, so each workflow of the chain is over
    /// when a later one of another service is: as many of those as the chain has steps.
    private void settle() throws InterruptedException {
        for (int step = 0; step < 4; step++) {
            var over = new CountDownLatch(1);
            bus.addRule(
                    "marker",
                    "{\"detail-type\": [\"workflow.completed\"], \"detail\": {\"service_name\": [\"marker\"]}}",
                    _ -> over.countDown());
            awaitAllEnded();
            start("marker");
            over.await();
        }
    }

    private void awaitAllEnded() throws InterruptedException {
        for (WorkflowSummary one : all()) {
            try (var entries = done(workflows.subscribe(one.id(), 0))) {
                while (!done(workflows.find(one.id())).status().ended()) {
                    entries.next(Duration.ofSeconds(10));
                }
            }
        }
    }

    @Test
    void chainOfTriggersIsOnlySoLong() throws Exception {
        open(trigger("note-pushes", PUSHED));
        var labels = Map.of(Triggers.CHAIN, "a,b,c,d,e,f,g,h");
        var origin = done(workflows.start(
                        new StartRequest("", new Request("anna", "", "", "", labels), Plan.of(noting("shop")))))
                .workflow()
                .id();

        bus.publish(List.of(pushed("push-1", "{\"service_name\": \"shop\", \"workflow_id\": \"" + origin + "\"}")));

        assertThat(bus.failedDeliveries())
                .singleElement()
                .satisfies(failed -> assertThat(failed.reason()).contains("TRIGGER_CHAIN_TOO_LONG"));
    }

    @Test
    void triggersOfOneNameAndTriggersForOthersActionsAreRefused() throws Exception {
        open();
        var planner = planner(List.of(NOTE));
        var twice = new Toy(List.of(trigger("note-pushes", PUSHED), trigger("note-pushes", SHOP_ENDED)));
        var foreign = new Agent() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public List<Capability> capabilities() {
                return List.of();
            }

            @Override
            public List<Trigger> triggers() {
                return List.of(trigger("note-pushes", PUSHED));
            }

            @Override
            public TaskResult perform(TaskContext task) {
                throw new AssertionError("nothing is to be done");
            }
        };

        assertThatThrownBy(() -> new Triggers(planner, audit()).follow(new LocalEventBus(), List.of(twice)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Triggers(planner, audit()).follow(new LocalEventBus(), List.of(foreign)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
