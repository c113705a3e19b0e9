package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans a request: a sentence, a template with parameters, or a list of tasks. It does not start the plan.
public final class Planner {
    private static final String MERGE_ONLY = FieldValues.NONE;

    private final RequestParser parser = new RequestParser();
    private final Offer offer;
    private final List<Capability> capabilities;
    private final List<Environment> environments;

    /// @param offer the installed templates
    /// @param capabilities the capabilities of all agents, in the order in which plans list their tasks
    /// @param environments the environments to deploy to
    public Planner(Offer offer, List<Capability> capabilities, List<Environment> environments) {
        this.offer = offer;
        this.capabilities = List.copyOf(capabilities);
        this.environments = List.copyOf(environments);
    }

    /// Plans a request in plain English. It asks a question instead of guessing.
    public PlanningResult fromSentence(String sentence) {
        Understanding understood = parser.understand(sentence);
        return understood.isClear()
                ? plan(understood.services(), Map.of())
                : new PlanningResult.Ask(understood.services(), understood.unexplained(), understood.questions());
    }

    /// Plans a service from a template, as in `POST /workflows`.
    ///
    /// @param template the name of the template, or one of the aliases `rest-api`, `rest-api-postgres`,
    ///     `microservice-db` and `microservice-with-db`
    /// @param parameters the values by name. `serviceName` is required; `strategy` is allowed in addition to the
    ///     parameters of the template
    public PlanningResult fromTemplate(String template, Map<String, String> parameters) {
        return guarded(() -> {
            var read = TemplateRequest.read(offer, template, parameters);
            return plan(List.of(read.service()), read.further());
        });
    }

    /// Plans a deployment of an existing service.
    ///
    /// @param version a branch, tag or commit; empty for the latest commit
    /// @param strategy the strategy; empty for the default of the environment
    /// @param replicas the number of replicas; 0 to keep the current number
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
            ServiceRequest request = Defaults.complete(Action.DEPLOY, TemplateRequest.name(service), said);
            return plan(List.of(request), version.isEmpty() ? Map.of() : Map.of(Fields.REVISION.name(), version));
        });
    }

    /// Plans a rollback to the previous release.
    public PlanningResult rollback(String service, String environment) {
        return guarded(() -> plan(
                List.of(Defaults.complete(
                        Action.ROLLBACK, TemplateRequest.name(service), Map.of(Field.ENVIRONMENT, environment))),
                Map.of()));
    }

    /// Checks and completes a list of tasks. A missing input comes from the nearest earlier task that has it as
    /// an output.
    public PlanningResult fromTasks(List<TaskDraft> drafts) {
        return guarded(() -> new PlanningResult.Planned(
                List.of(),
                new WrittenPlan(capabilities, new PlanWriter(capabilities, environments)).plan(drafts),
                "",
                "{}"));
    }

    private interface Planning {
        PlanningResult result();
    }

    private static PlanningResult guarded(Planning planning) {
        try {
            return planning.result();
        } catch (FailureException e) {
            return new PlanningResult.Refused(e.failure());
        }
    }

    private PlanningResult plan(List<ServiceRequest> services, Map<String, String> further) {
        return guarded(() -> {
            checkEnvironments(services);
            List<ServiceRequest> impossible = services.stream()
                    .filter(one ->
                            one.action() == Action.CREATE && offer.template(one).isEmpty())
                    .toList();
            return impossible.isEmpty() ? planned(services, further) : unavailable(services, impossible);
        });
    }

    private void checkEnvironments(List<ServiceRequest> services) {
        List<String> known = environments.stream().map(Environment::name).toList();
        for (ServiceRequest service : services) {
            boolean mergeOnly =
                    service.action() == Action.CREATE && service.environment().equals(MERGE_ONLY);
            if (!mergeOnly && !known.contains(service.environment())) {
                throw new FailureException(Failure.user(
                        "ENVIRONMENT_UNKNOWN",
                        "No environment is named " + Questions.quote(service.environment()) + ".",
                        "Choose one of: " + String.join(", ", known) + "."));
            }
        }
    }

    private PlanningResult unavailable(List<ServiceRequest> services, List<ServiceRequest> impossible) {
        Set<String> what = new LinkedHashSet<>();
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (ServiceRequest service : impossible) {
            what.addAll(offer.missing(service));
            choices.putAll(offer.choices(service));
        }
        return new PlanningResult.Unavailable(services, new ArrayList<>(what), "cannot be used yet", choices);
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
        return new PlanningResult.Planned(services, writer.plan(), template, parameters);
    }

    /// Refuses a value that no task takes, so that no part of a request is ignored silently.
    private static void requireTaker(List<Regression.Step> steps, String input) {
        boolean taken = steps.stream()
                .flatMap(step -> step.capability().inputs().stream())
                .anyMatch(field -> field.name().equals(input));
        if (!taken) {
            throw new FailureException(Failure.user(
                    "PLAN_INPUT_UNUSED",
                    "No task of a deployment takes the input " + Questions.quote(input) + ".",
                    "Leave it out to deploy the latest commit of the default branch."));
        }
    }

    private Goal goal(ServiceRequest service, Map<String, String> further) {
        return switch (service.action()) {
            case CREATE -> {
                String template = offer.template(service).orElseThrow().name();
                yield Goal.created(service, template, TemplateRequest.json(service, further));
            }
            case DEPLOY -> Goal.deployed(service, further);
            case ROLLBACK -> Goal.rolledBack(service);
        };
    }
}
