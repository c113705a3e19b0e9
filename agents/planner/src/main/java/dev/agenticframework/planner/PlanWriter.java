package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Timeouts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes steps as the tasks of one plan, `t1` to `tn`. Each task follows the tasks that it depends on, and each
/// service is a separate chain.
final class PlanWriter {
    private final List<Capability> capabilities;
    private final Environments environments;
    private final List<TaskSpec> tasks = new ArrayList<>();

    /// @param capabilities of all agents
    PlanWriter(List<Capability> capabilities, Environments environments) {
        this.capabilities = capabilities;
        this.environments = environments;
    }

    Plan plan() {
        return new Plan(tasks, OnFailure.KEEP, Plan.DEFAULT_TIMEOUT);
    }

    void add(Goal goal, List<Regression.Step> steps) {
        Map<Capability, TaskId> ids = new HashMap<>();
        for (Regression.Step step : steps) {
            var id = new TaskId("t" + (tasks.size() + 1));
            ids.put(step.capability(), id);
            List<TaskId> after = step.after().stream().map(one -> id(ids, one)).toList();
            tasks.add(task(id, step.capability(), goal, after, inputs(step, goal, ids)));
        }
        if (steps.stream().anyMatch(step -> step.capability().does(Effect.CHANGES_TRAFFIC)) && isEnforced(goal)) {
            recoveries(goal, ids);
        }
    }

    /// Where policy only advises, a release that fails its verification stays for people to examine.
    private boolean isEnforced(Goal goal) {
        return environments
                .find(goal.given().getOrDefault(Fields.ENVIRONMENT.name(), ""))
                .filter(environment -> environment.policy() != Environment.PolicyMode.ADVISORY)
                .isPresent();
    }

    /// Adds what recovers from failures of the goal's tasks.
    private void recoveries(Goal goal, Map<Capability, TaskId> ids) {
        for (Capability recovery : capabilities) {
            recovery.recovers()
                    .flatMap(field -> ids.keySet().stream()
                            .filter(one -> one.gives(field))
                            .findFirst())
                    .ifPresent(failing -> tasks.add(recovery(recovery, id(ids, failing), goal, ids)));
        }
    }

    private TaskSpec recovery(Capability recovery, TaskId failing, Goal goal, Map<Capability, TaskId> ids) {
        var id = new TaskId("t" + (tasks.size() + 1));
        var sources = new LinkedHashMap<String, Capability>();
        for (Field<?> input : recovery.inputs()) {
            ids.keySet().stream()
                    .filter(one -> one.gives(input))
                    .findFirst()
                    .ifPresent(source -> sources.put(input.name(), source));
        }
        var step = new Regression.Step(recovery, sources, List.of());
        return task(
                id,
                recovery,
                title(recovery, goal.given()),
                goal.priority(),
                List.of(failing),
                new Condition.RecoversFrom(failing),
                inputs(step, goal, ids));
    }

    private static TaskId id(Map<Capability, TaskId> ids, Capability capability) {
        TaskId id = ids.get(capability);
        if (id == null) {
            throw new IllegalStateException(capability.name() + " must come before the steps that depend on it.");
        }
        return id;
    }

    private static Map<String, Input> inputs(Regression.Step step, Goal goal, Map<Capability, TaskId> ids) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Field<?> field : step.capability().inputs()) {
            String given = goal.given().get(field.name());
            Capability source = step.sources().get(field.name());
            if (given != null) {
                inputs.put(field.name(), new Input.Literal(given));
            } else if (source != null) {
                inputs.put(field.name(), new Input.OutputOf(id(ids, source), field.name()));
            }
        }
        return inputs;
    }

    private TaskSpec task(TaskId id, Capability capability, Goal goal, List<TaskId> after, Map<String, Input> inputs) {
        return task(
                id,
                capability,
                title(capability, goal.given()),
                goal.priority(),
                after,
                new Condition.Default(),
                inputs);
    }

    TaskSpec task(
            TaskId id,
            Capability capability,
            String title,
            int priority,
            List<TaskId> after,
            Condition when,
            Map<String, Input> inputs) {
        Optional<Environment> environment = environment(inputs);
        return new TaskSpec(
                id,
                capability.agent(),
                capability.action(),
                title,
                priority,
                after,
                when,
                inputs,
                retry(capability),
                new Timeouts(Optional.empty(), capability.timeout(), Optional.empty(), Optional.empty()),
                environment.flatMap(where -> Approvals.of(capability, when, where)),
                capability.compensation(),
                environment.map(Environment::name).orElse(""),
                capability.estimate(),
                Optional.empty());
    }

    private Optional<Environment> environment(Map<String, Input> inputs) {
        return inputs.get(Fields.ENVIRONMENT.name()) instanceof Input.Literal literal
                ? Optional.of(environments.get(literal.value()))
                : Optional.empty();
    }

    static String title(Capability capability, Map<String, String> values) {
        String title = capability.title();
        for (var value : values.entrySet()) {
            title = title.replace("{" + value.getKey() + "}", value.getValue());
        }
        return title;
    }

    private static RetryPolicy retry(Capability capability) {
        RetryPolicy usual = RetryPolicy.DEFAULT;
        return new RetryPolicy(
                capability.attempts(), usual.initialInterval(), usual.backoff(), usual.maxInterval(), usual.jitter());
    }
}
