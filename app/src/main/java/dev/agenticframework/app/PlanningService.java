package dev.agenticframework.app;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.ServicePlatform.Toolchain;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.engine.Request;
import dev.agenticframework.httpapi.Planning;
import dev.agenticframework.planner.Action;
import dev.agenticframework.planner.PlanDocument;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.planner.PlanningResult;
import dev.agenticframework.planner.ServiceRequest;
import dev.agenticframework.planner.TaskDraft;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The planner as the API sees it. Before it promises a deployment, it makes sure that the machine can build it.
final class PlanningService implements Planning {
    private static final String NONE = "none";
    private static final int MOST_SHOWN = 10;
    private static final Duration MISSING_AT_LEAST = Duration.ofSeconds(2);

    private final Planner planner;
    private final Remembered<List<Toolchain>> toolchains;

    private final @Nullable SourceControl sources;

    /// Plans without a platform: which services exist is not known.
    PlanningService(Planner planner, Remembered<List<Toolchain>> toolchains) {
        this(planner, toolchains, null);
    }

    /// @param sources the repositories of the services that exist
    PlanningService(Planner planner, Remembered<List<Toolchain>> toolchains, @Nullable SourceControl sources) {
        this.planner = planner;
        this.toolchains = toolchains;
        this.sources = sources;
    }

    @Override
    public Outcome fromSentence(String sentence) {
        return outcome(known(planner.fromSentence(sentence)));
    }

    /// What is deployed or rolled back must exist: a name that does not may be a slip, and is asked about.
    private PlanningResult known(PlanningResult result) {
        var repositories = sources;
        if (repositories == null || !(result instanceof PlanningResult.Planned planned)) {
            return result;
        }
        var unknown = planned.services().stream()
                .filter(service -> service.action() != Action.CREATE)
                .map(service -> service.name().value())
                .filter(name -> repositories.repository(name).isEmpty())
                .toList();
        if (unknown.isEmpty()) {
            return result;
        }
        var names = repositories.repositories().stream()
                .map(SourceControl.Repository::name)
                .sorted()
                .limit(MOST_SHOWN)
                .toList();
        String question = "There is no service " + String.join(" and none called ", unknown) + " here. "
                + (names.isEmpty()
                        ? "Shall it be created first?"
                        : "Which one is meant: " + String.join(", ", names) + "?");
        return new PlanningResult.Ask(planned.services(), unknown, List.of(question));
    }

    @Override
    public Outcome fromTemplate(String template, JsonNode parameters) {
        var texts = new LinkedHashMap<String, String>();
        for (var parameter : parameters.properties()) {
            if (!parameter.getValue().isValueNode()) {
                return new Outcome.Refused(Failure.invalid(
                        "PARAMETER_INVALID",
                        "the parameter '" + parameter.getKey() + "' is not a plain value",
                        "send a string, a number or a boolean"));
            }
            texts.put(parameter.getKey(), parameter.getValue().asString());
        }
        return outcome(planner.fromTemplate(template, texts));
    }

    @Override
    public Outcome fromTasks(JsonNode tasks) {
        try {
            return switch (outcome(planner.fromTasks(drafts(tasks)))) {
                case Outcome.Planned planned -> written(planned, tasks);
                case Outcome other -> other;
            };
        } catch (FailureException e) {
            return new Outcome.Refused(e.failure());
        }
    }

    /// The request of a written plan is the plan: told by its digest, so that another plan is another request.
    private static Outcome written(Outcome.Planned planned, JsonNode tasks) {
        String digest = UUID.nameUUIDFromBytes(tasks.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Outcome.Planned(
                planned.plan(),
                planned.template(),
                "{\"planDigest\":\"" + digest + "\"}",
                planned.labels(),
                planned.view());
    }

    @Override
    public Outcome deployment(String service, String version, String environment, String strategy, int replicas) {
        return outcome(planner.deployment(service, version, environment, strategy, replicas));
    }

    @Override
    public Outcome rollback(String service, String environment) {
        return outcome(planner.rollback(service, environment));
    }

    /// The answer as `agentic plan` prints it.
    Map<String, Object> document(String sentence) {
        return PlanDocument.of(checked(planner.fromSentence(sentence)));
    }

    private Outcome outcome(PlanningResult planned) {
        var result = checked(planned);
        var view = PlanDocument.of(result);
        return switch (result) {
            case PlanningResult.Planned plan ->
                new Outcome.Planned(plan.plan(), plan.template(), plan.parameters(), labels(plan.services()), view);
            case PlanningResult.Ask ask -> new Outcome.Ask(question(ask), view);
            case PlanningResult.Unavailable missing -> new Outcome.Unavailable(missing.reason(), view);
            case PlanningResult.Refused refused -> new Outcome.Refused(refused.failure());
        };
    }

    private static String question(PlanningResult.Ask ask) {
        return ask.questions().isEmpty() ? "the request is not understood" : String.join(" ", ask.questions());
    }

    /// A service that is to run here must be buildable here.
    private PlanningResult checked(PlanningResult result) {
        if (!(result instanceof PlanningResult.Planned planned)) {
            return result;
        }
        var wanted = planned.services().stream()
                .filter(service -> !service.language().equals(NONE)
                        && !service.environment().equals(NONE))
                .map(ServiceRequest::language)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return result;
        }
        if (missing(toolchains.get(), wanted).isEmpty()) {
            return result;
        }
        // It may have been installed since.
        var present = toolchains.anew(MISSING_AT_LEAST);
        var missing = missing(present, wanted);
        if (missing.isEmpty()) {
            return result;
        }
        var working = present.stream()
                .filter(one -> one.problem().isEmpty())
                .map(Toolchain::language)
                .toList();
        var problems = missing.stream()
                .map(one -> one.problem().orElseThrow().message() + " ("
                        + one.problem().orElseThrow().remedy() + ")")
                .toList();
        return new PlanningResult.Unavailable(
                planned.services(),
                missing.stream().map(Toolchain::language).toList(),
                "cannot be built here: " + String.join("; ", problems),
                Map.of("language", working));
    }

    private static List<Toolchain> missing(List<Toolchain> present, List<String> wanted) {
        return present.stream()
                .filter(one -> wanted.contains(one.language()) && one.problem().isPresent())
                .toList();
    }

    private static Map<String, String> labels(List<ServiceRequest> services) {
        var labels = new LinkedHashMap<String, String>();
        for (ServiceRequest service : services) {
            labels.putIfAbsent(Request.SERVICE, service.name().value());
            if (!service.environment().equals(NONE)) {
                labels.putIfAbsent(Request.ENVIRONMENT, service.environment());
            }
        }
        return labels;
    }

    private static List<TaskDraft> drafts(JsonNode tasks) {
        if (!tasks.isArray()) {
            throw invalid("'plan' is not an array of tasks");
        }
        var drafts = new ArrayList<TaskDraft>();
        for (JsonNode task : tasks) {
            drafts.add(new TaskDraft(
                    text(task, "id"), text(task, "agent"), text(task, "action"), inputs(task), dependencies(task)));
        }
        return drafts;
    }

    private static String text(JsonNode task, String name) {
        if (!task.path(name).isString()) {
            throw invalid("a task has no '" + name + "'");
        }
        return task.path(name).stringValue();
    }

    private static Map<String, String> inputs(JsonNode task) {
        var inputs = new LinkedHashMap<String, String>();
        task.path("inputs")
                .properties()
                .forEach(input -> inputs.put(
                        input.getKey(),
                        input.getValue().isValueNode()
                                ? input.getValue().asString()
                                : input.getValue().toString()));
        return inputs;
    }

    private static List<String> dependencies(JsonNode task) {
        return task.path("dependsOn").valueStream().map(JsonNode::asString).toList();
    }

    private static FailureException invalid(String what) {
        return new FailureException(Failure.invalid(
                "PLAN_INVALID", what, "write each task with 'id', 'agent', 'action', 'inputs' and 'dependsOn'"));
    }
}
