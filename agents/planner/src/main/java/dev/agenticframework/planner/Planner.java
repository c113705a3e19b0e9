package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.agentapi.Surroundings;
import dev.agenticframework.agentapi.TaskDraft;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Plans without a model and without the network.
public final class Planner implements Planning {
    private static final String MERGE_ONLY = FieldValues.NONE;

    private final RequestParser parser;
    private final Defaults defaults;
    private final Catalog catalog;
    private final List<Capability> capabilities;
    private final Capabilities byName;
    private final Environments environments;
    private final Feasibility feasibility;

    /// @param catalog the installed templates
    /// @param capabilities the capabilities of all agents, in the order in which plans list their tasks
    /// @param environments the environments to deploy to
    /// @param surroundings what exists and what can be built
    public Planner(
            Catalog catalog, List<Capability> capabilities, Environments environments, Surroundings surroundings) {
        this.catalog = catalog;
        this.capabilities = List.copyOf(capabilities);
        this.byName = new Capabilities(capabilities);
        this.environments = environments;
        this.parser = new RequestParser(environments);
        this.defaults = new Defaults(environments);
        this.feasibility = new Feasibility(surroundings);
    }

    @Override
    public PlanningResult fromSentence(String sentence) {
        Understanding understood = parser.understand(sentence);
        return understood.isClear()
                ? guarded(() -> plan(understood.services(), Map.of()))
                : new PlanningResult.Ask(
                        ServiceRequest.described(understood.services()),
                        understood.unexplained(),
                        understood.questions());
    }

    /// Plans a service from a template, as in `POST /workflows`.
    ///
    /// @param template the name of the template, or one of the aliases `rest-api`, `rest-api-postgres`,
    ///     `microservice-db` and `microservice-with-db`
    /// @param parameters the values by name. `serviceName` is required; `strategy` is allowed in addition to the
    ///     parameters of the template
    @Override
    public PlanningResult fromTemplate(String template, Map<String, String> parameters) {
        return guarded(() -> {
            var read = TemplateRequest.read(catalog, defaults, template, parameters);
            return plan(List.of(read.service()), read.further());
        });
    }

    @Override
    public PlanningResult deployment(
            String service, String version, String environment, String strategy, int replicas) {
        return guarded(() -> {
            Map<Field, String> said = new EnumMap<>(Field.class);
            said.put(Field.ENVIRONMENT, environment);
            if (!strategy.isEmpty()) {
                said.put(Field.STRATEGY, strategy);
            }
            if (replicas > 0) {
                said.put(Field.REPLICAS, Integer.toString(replicas));
            }
            ServiceRequest request = defaults.complete(Action.DEPLOY, TemplateRequest.name(service), said);
            return ofExisting(request, version.isEmpty() ? Map.of() : Map.of(Fields.REVISION.name(), version));
        });
    }

    @Override
    public PlanningResult rollback(String service, String environment) {
        return guarded(() -> ofExisting(
                defaults.complete(
                        Action.ROLLBACK, TemplateRequest.name(service), Map.of(Field.ENVIRONMENT, environment)),
                Map.of()));
    }

    @Override
    public PlanningResult removal(String service, String environment, boolean withData, String confirmation) {
        return guarded(() -> {
            String name = TemplateRequest.name(service).value();
            environments.get(environment);
            if (withData && !confirmation.equals(name)) {
                throw new FailureException(Failure.conflict(
                        "REMOVAL_NOT_CONFIRMED",
                        "The data of " + Questions.quote(name) + " would be removed, and its name was not repeated.",
                        "Repeat the name: --confirm " + name + " on the command line, confirm=" + name
                                + " in the API."));
            }
            var writer = new PlanWriter(capabilities, environments);
            var goal = Goal.removed(name, environment, withData, confirmation);
            writer.add(goal, Regression.steps(capabilities, goal));
            Plan plan = writer.plan();
            Map<String, String> labels = new LinkedHashMap<>(targets(plan));
            labels.put(Request.SERVICE, name);
            labels.put(Request.ENVIRONMENT, environment);
            return new PlanningResult.Planned(List.of(), plan, "", "{}", labels);
        });
    }

    private PlanningResult ofExisting(ServiceRequest request, Map<String, String> further) {
        checkEnvironments(List.of(request));
        feasibility.requireExisting(request);
        return feasibility.obstacle(List.of(request)).orElseGet(() -> planned(List.of(request), further));
    }

    /// Checks and completes a list of tasks. A missing input comes from the nearest earlier task that has it as
    /// an output.
    @Override
    public PlanningResult fromTasks(List<TaskDraft> drafts) {
        return guarded(() -> {
            Plan plan = new WrittenPlan(byName, new PlanWriter(capabilities, environments)).plan(drafts);
            return new PlanningResult.Planned(List.of(), plan, "", WrittenPlan.parameters(drafts), targets(plan));
        });
    }

    private static PlanningResult guarded(Supplier<PlanningResult> planning) {
        try {
            return planning.get();
        } catch (FailureException e) {
            return new PlanningResult.Refused(e.failure());
        }
    }

    private PlanningResult plan(List<ServiceRequest> services, Map<String, String> further) {
        checkEnvironments(services);
        return unavailable(services)
                .or(() -> feasibility.unknownServices(services))
                .or(() -> feasibility.obstacle(services))
                .orElseGet(() -> planned(services, further));
    }

    private void checkEnvironments(List<ServiceRequest> services) {
        for (ServiceRequest service : services) {
            boolean mergeOnly =
                    service.action() == Action.CREATE && service.environment().equals(MERGE_ONLY);
            if (!mergeOnly) {
                environments.get(service.environment());
            }
        }
    }

    private Optional<PlanningResult> unavailable(List<ServiceRequest> services) {
        Set<String> what = new LinkedHashSet<>();
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (ServiceRequest service : services) {
            if (service.action() == Action.CREATE && catalog.template(service).isEmpty()) {
                what.addAll(catalog.missing(service));
                choices.putAll(catalog.choices(service));
            }
        }
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanningResult.Unavailable(
                        ServiceRequest.described(services), new ArrayList<>(what), "cannot be used yet", choices));
    }

    private PlanningResult planned(List<ServiceRequest> services, Map<String, String> further) {
        var writer = new PlanWriter(capabilities, environments);
        String template = "";
        String parameters = "{}";
        for (ServiceRequest service : services) {
            Goal goal = goal(service, further);
            List<Regression.Step> steps = Regression.steps(capabilities, goal);
            if (service.action() == Action.DEPLOY) {
                further.keySet().forEach(input -> requireTaker(steps, input));
            }
            writer.add(goal, steps);
            if (template.isEmpty() && service.action() == Action.CREATE) {
                template = goal.given().getOrDefault(Fields.TEMPLATE.name(), "");
                parameters = goal.given().getOrDefault(Fields.PARAMETERS.name(), "{}");
            }
        }
        Plan plan = writer.plan();
        return new PlanningResult.Planned(
                ServiceRequest.described(services), plan, template, parameters, labels(services, plan));
    }

    private Map<String, String> labels(List<ServiceRequest> services, Plan plan) {
        Map<String, String> labels = new LinkedHashMap<>(targets(plan));
        for (ServiceRequest service : services) {
            labels.putIfAbsent(Request.SERVICE, service.name().value());
            if (service.isDeployed()) {
                labels.putIfAbsent(Request.ENVIRONMENT, service.environment());
            }
        }
        return labels;
    }

    /// The labels that keep the connections of the plan's environments, whatever is configured later.
    private Map<String, String> targets(Plan plan) {
        Map<String, String> labels = new LinkedHashMap<>();
        plan.tasks().stream()
                .map(TaskSpec::environment)
                .distinct()
                .forEach(name -> labels.putAll(environments.of(name).targets().label(name)));
        return labels;
    }

    /// Refuses a value that no task takes, so that no part of a request is ignored silently.
    private static void requireTaker(List<Regression.Step> steps, String input) {
        boolean taken = steps.stream()
                .flatMap(step -> step.capability().inputs().stream())
                .anyMatch(field -> field.name().equals(input));
        if (!taken) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_UNUSED",
                    "No task of a deployment takes the input " + Questions.quote(input) + ".",
                    "Leave it out to deploy the latest commit of the default branch."));
        }
    }

    private Goal goal(ServiceRequest service, Map<String, String> further) {
        return switch (service.action()) {
            case CREATE -> {
                String template = catalog.template(service).orElseThrow().name();
                yield Goal.created(service, template, TemplateRequest.json(service, further));
            }
            case DEPLOY -> Goal.deployed(service, further);
            case ROLLBACK -> Goal.rolledBack(service);
        };
    }
}
