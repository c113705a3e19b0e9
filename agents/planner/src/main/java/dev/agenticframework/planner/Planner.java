package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans what is asked for, in words, by a template with parameters, or as tasks that somebody wrote. It
/// starts nothing.
public final class Planner {
    private static final String MERGE_ONLY = FieldValues.NONE;

    private final RequestParser parser = new RequestParser();
    private final Offer offer;
    private final List<Capability> capabilities;
    private final List<Environment> environments;

    /// @param offer the templates that are present
    /// @param capabilities of all agents, in the order in which people expect to see their tasks
    /// @param environments the places to deploy to
    public Planner(Offer offer, List<Capability> capabilities, List<Environment> environments) {
        this.offer = offer;
        this.capabilities = List.copyOf(capabilities);
        this.environments = List.copyOf(environments);
    }

    /// Plans a request in words. Asks rather than guesses.
    public PlanningResult fromSentence(String sentence) {
        Understanding understood = parser.understand(sentence);
        return understood.isClear()
                ? plan(understood.services(), Map.of())
                : new PlanningResult.Ask(understood.services(), understood.unexplained(), understood.questions());
    }

    /// Plans a service from a template, as `POST /workflows` names it.
    ///
    /// @param template its name, or one of the aliases `rest-api`, `rest-api-postgres`, `microservice-db`,
    ///     `microservice-with-db`
    /// @param parameters by name; `serviceName` is required, and `strategy` may be given beside the template's own
    public PlanningResult fromTemplate(String template, Map<String, String> parameters) {
        return guarded(() -> {
            var read = TemplateRequest.read(offer, template, parameters);
            return plan(List.of(read.service()), read.further());
        });
    }

    /// Plans a deployment of a service that exists.
    ///
    /// @param version a branch, tag or commit; empty for the newest
    /// @param strategy empty for the environment's own
    /// @param replicas 0 to leave them as they are
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
            return plan(List.of(request), version.isEmpty() ? Map.of() : Map.of("revision", version));
        });
    }

    /// Plans going back to the release before the current one.
    public PlanningResult rollback(String service, String environment) {
        return guarded(() -> plan(
                List.of(Defaults.complete(
                        Action.ROLLBACK, TemplateRequest.name(service), Map.of(Field.ENVIRONMENT, environment))),
                Map.of()));
    }

    /// Checks a plan that somebody wrote, and completes it: an input that is not given comes from the nearest task
    /// before that puts it out.
    public PlanningResult fromTasks(List<TaskDraft> drafts) {
        return guarded(() -> new PlanningResult.Planned(
                List.of(), new WrittenPlan(capabilities, new PlanWriter(environments)).plan(drafts), "", "{}"));
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
                throw new FailureException(Failure.notFound(
                        "ENVIRONMENT_UNKNOWN",
                        "there is no environment " + Questions.quote(service.environment()),
                        "choose one of " + String.join(", ", known)));
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
        String because = (what.size() > 1 ? "are" : "is") + " not available yet";
        return new PlanningResult.Unavailable(services, new ArrayList<>(what), because, choices);
    }

    private PlanningResult planned(List<ServiceRequest> services, Map<String, String> further) {
        var writer = new PlanWriter(environments);
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
                template = goal.given().getOrDefault("template", "");
                parameters = goal.given().getOrDefault("parameters", "{}");
            }
        }
        return new PlanningResult.Planned(services, writer.plan(), template, parameters);
    }

    /// What was asked for must not be passed over in silence.
    private static void requireTaker(List<Regression.Step> steps, String input) {
        boolean taken = steps.stream()
                .flatMap(step -> step.capability().inputs().stream())
                .anyMatch(field -> field.name().equals(input));
        if (!taken) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_UNUSED",
                    "no task of a deployment takes a '" + input + "'",
                    "leave it out: the newest state of the default branch is deployed"));
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
