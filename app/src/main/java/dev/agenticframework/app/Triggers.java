package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Failure.Kind;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.TaskDraft;
import dev.agenticframework.agentapi.Trigger;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditEntry.Actor;
import dev.agenticframework.agentapi.audit.AuditEntry.Origin;
import dev.agenticframework.agentapi.audit.AuditEntry.Outcome;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.Workflows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Starts workflows when events match the triggers of agents: one for each event and trigger, requested by the agent.
///
/// A workflow that a trigger started carries the names of the triggers that led to it. Its events do not start the same
/// triggers again, so loops end.
final class Triggers {
    /// The label with the triggers that led to a workflow, the first one first.
    static final String CHAIN = "triggers";

    /// As many names as fit into a label.
    static final int MAX_CHAIN = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SEPARATOR = ",";

    private final Planning planning;
    private final AuditLog audit;
    private final CompletableFuture<Workflows> workflows = new CompletableFuture<>();

    /// @param audit where the workflows that they start are recorded
    Triggers(Planning planning, AuditLog audit) {
        this.planning = planning;
        this.audit = audit;
    }

    /// Adds a rule for each trigger. Events wait until [#startOn] is called.
    ///
    /// @throws IllegalArgumentException when two triggers have the same name, a pattern is not valid, or an agent
    ///     has a trigger for the action of another agent
    void follow(EventBus events, List<? extends Agent> agents) {
        var names = new ArrayList<String>();
        for (Agent agent : agents) {
            for (Trigger trigger : agent.triggers()) {
                if (names.contains(trigger.name()) || !agent.capabilities().contains(trigger.starts())) {
                    throw new IllegalArgumentException("The trigger " + trigger.name() + " of " + agent.name()
                            + " has the name of another one or starts an action that the agent does not offer");
                }
                names.add(trigger.name());
                events.addRule("trigger/" + trigger.name(), trigger.pattern(), event -> fire(trigger, event));
            }
        }
    }

    /// Where to start workflows.
    void startOn(Workflows running) {
        workflows.complete(running);
    }

    private void fire(Trigger trigger, Event event) {
        try {
            List<String> chain = chain(event);
            if (chain.contains(trigger.name())) {
                LOG.debug("Event {} comes from trigger {}, which does not start again", event.id(), trigger.name());
                return;
            }
            start(trigger, event, chain);
        } catch (FailureException e) {
            LOG.warn(
                    "Trigger {} started nothing for event {}: {} {}",
                    trigger.name(),
                    event.id(),
                    e.failure().code(),
                    e.failure().message());
            throw e;
        }
    }

    /// The triggers that led to the workflow that an event comes from; empty for an event from outside.
    private List<String> chain(Event event) {
        String origin = event.detailNode().path("workflow_id").asString("");
        return WorkflowId.parse(origin)
                .map(id -> value(workflows.join().find(id)))
                .map(Workflow::request)
                .map(request -> request.labels().getOrDefault(CHAIN, ""))
                .filter(chain -> !chain.isEmpty())
                .map(chain -> List.of(chain.split(SEPARATOR, -1)))
                .orElse(List.of());
    }

    private void start(Trigger trigger, Event event, List<String> chain) {
        if (chain.size() == MAX_CHAIN) {
            throw new FailureException(Failure.conflict(
                    "TRIGGER_CHAIN_TOO_LONG",
                    "The workflow of the event was started through " + MAX_CHAIN + " triggers: "
                            + String.join(SEPARATOR, chain) + ".",
                    "Shorten the chain, or start the last workflows yourself."));
        }
        Map<String, String> inputs = inputs(trigger, event);
        var planned = planned(trigger, inputs);
        var labels = new LinkedHashMap<>(planned.labels());
        labels.putAll(labels(trigger, event, chain, inputs));
        var request = new Request(
                "agent:" + trigger.starts().agent(),
                "",
                "",
                JSON.createObjectNode()
                        .put("trigger", trigger.name())
                        .put("event", event.id())
                        .toString(),
                labels);
        String once = "trigger:" + trigger.name() + ":" + event.id();
        var entry = entry(trigger, request, once);
        audit.record(entry);
        switch (workflows.join().start(new StartRequest(once, request, planned.plan()))) {
            case Answer.Done<Workflows.Started>(var started) ->
                audit.complete(entry.ended(
                        Outcome.DONE,
                        "",
                        started.workflow().id().toString(),
                        Map.of(
                                "status",
                                started.workflow().status().toString(),
                                "created",
                                Boolean.toString(started.created()))));
            case Answer.Refused<Workflows.Started> refused -> {
                audit.complete(entry.ended(Outcome.FAILED, refused.code().toString(), "", Map.of()));
                throw new FailureException(failure(refused));
            }
        }
    }

    private static AuditEntry entry(Trigger trigger, Request request, String once) {
        return new AuditEntry(
                UUID.randomUUID().toString(),
                Outcome.BEGUN,
                "",
                new Actor(request.requestedBy(), List.of(), "", ""),
                Origin.TRIGGER,
                "createWorkflow",
                "",
                "",
                List.of(new Scope(request.service(), request.environment())),
                Map.of("trigger", trigger.name(), "event", once),
                Map.of());
    }

    private static Map<String, String> inputs(Trigger trigger, Event event) {
        JsonNode json = JSON.readTree(event.toJson());
        var inputs = new LinkedHashMap<String, String>();
        for (Trigger.Given given : trigger.inputs()) {
            inputs.put(
                    given.field().name(),
                    switch (given) {
                        case Trigger.Given.Value value -> value.text();
                        case Trigger.Given.Pointer pointer -> text(json, pointer);
                    });
        }
        return inputs;
    }

    private static String text(JsonNode event, Trigger.Given.Pointer given) {
        JsonNode value = event.at(given.pointer());
        if (value.isMissingNode() || value.isNull()) {
            throw new FailureException(Failure.invalid(
                    "TRIGGER_INPUT_MISSING",
                    "The event has no value at '" + given.pointer() + "' for the input '"
                            + given.field().name() + "'.",
                    "Narrow the trigger's pattern to events that have one."));
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    private static Map<String, String> labels(
            Trigger trigger, Event event, List<String> chain, Map<String, String> inputs) {
        var names = new ArrayList<>(chain);
        names.add(trigger.name());
        var labels = new LinkedHashMap<String, String>();
        labels.put(CHAIN, String.join(SEPARATOR, names));
        labels.put(Request.TRACEPARENT, event.traceparent());
        labels.put(Request.SERVICE, inputs.getOrDefault(Fields.SERVICE_NAME.name(), ""));
        labels.put(Request.ENVIRONMENT, inputs.getOrDefault(Fields.ENVIRONMENT.name(), ""));
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private PlanningResult.Planned planned(Trigger trigger, Map<String, String> inputs) {
        var task =
                new TaskDraft("t1", trigger.starts().agent(), trigger.starts().action(), inputs, List.of());
        return switch (planning.fromTasks(List.of(task))) {
            case PlanningResult.Planned planned -> planned;
            case PlanningResult.Refused refused -> throw new FailureException(refused.failure());
            case PlanningResult.Ask _, PlanningResult.Unavailable _ ->
                throw new IllegalStateException("A plan of tasks has no questions");
        };
    }

    private static <T> T value(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new FailureException(failure(refused));
        };
    }

    private static Failure failure(Answer.Refused<?> refused) {
        String remedy = "Publish the event again, or start the workflow yourself.";
        var code = refused.code();
        return new Failure(code.name(), code.kind(), refused.message(), remedy, code.kind() == Kind.UNAVAILABLE);
    }
}
