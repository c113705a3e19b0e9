package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the tasks that reach a goal by working backward through typed capabilities (goal regression; Waldinger,
/// Achieving several goals simultaneously, 1977). Each required field comes from the request or from the output of a
/// capability, whose own inputs are then required.
final class Regression {
    /// One capability in a chain.
    ///
    /// @param capability the capability
    /// @param sources for each input that the request does not give, the capability that produces it
    /// @param after the steps that it must wait for, without those that these already wait for
    record Step(Capability capability, Map<String, Capability> sources, List<Capability> after) {}

    private final List<Capability> capabilities;
    private final Goal goal;
    private final Map<Capability, Map<String, Capability>> chosen = new LinkedHashMap<>();
    private final Deque<Capability> path = new ArrayDeque<>();
    private Optional<Failure> obstacle = Optional.empty();

    private Regression(List<Capability> capabilities, Goal goal) {
        this.capabilities = capabilities.stream()
                .filter(goal::admits)
                .filter(one -> one.recovers().isEmpty())
                .toList();
        this.goal = goal;
    }

    /// Returns the steps that reach a goal. Each step follows the steps that it depends on.
    ///
    /// @throws FailureException `PLAN_NO_PRODUCER`, `PLAN_CAPABILITY_CYCLE`, `PLAN_TYPE_MISMATCH` or
    ///     `PLAN_INPUT_TYPE`
    static List<Step> steps(List<Capability> capabilities, Goal goal) {
        var regression = new Regression(capabilities, goal);
        for (Field<?> output : sorted(goal.outputs())) {
            if (regression.producer(output).isEmpty()) {
                throw new FailureException(regression.obstacle.orElseGet(() -> noProducer(output, "the goal")));
            }
        }
        return regression.ordered();
    }

    private static List<Field<?>> sorted(Set<Field<?>> fields) {
        return fields.stream()
                .sorted(Comparator.<Field<?>, String>comparing(Field::name))
                .toList();
    }

    private static Failure noProducer(Field<?> field, String forWhom) {
        return Failure.conflict(
                "PLAN_NO_PRODUCER",
                "No agent provides " + Questions.quote(field.name()) + ", which " + forWhom + " needs.",
                "Add it to the request, or add an agent that provides it.");
    }

    /// Returns the first declared capability that provides a field and whose own inputs can be provided.
    private Optional<Capability> producer(Field<?> field) {
        for (Capability capability : capabilities) {
            if (capability.gives(field) && add(capability)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }

    private boolean add(Capability capability) {
        if (chosen.containsKey(capability)) {
            return true;
        }
        if (path.contains(capability)) {
            obstacle = Optional.of(Failure.internal(
                    "PLAN_CAPABILITY_CYCLE",
                    capability.name() + " needs an input that only a later task provides.",
                    "Report this defect: the capabilities of the agents contradict each other."));
            return false;
        }
        path.push(capability);
        Map<String, Capability> sources = new LinkedHashMap<>();
        boolean met = capability.inputs().stream().allMatch(input -> meet(capability, input, sources));
        path.pop();
        if (met) {
            chosen.put(capability, sources);
        }
        return met;
    }

    private boolean meet(Capability capability, Field<?> input, Map<String, Capability> sources) {
        String given = goal.given().get(input.name());
        if (given != null) {
            return checkGiven(capability, input, given);
        }
        if (!input.required()
                && goal.enriched().stream().noneMatch(field -> field.name().equals(input.name()))) {
            return true;
        }
        Optional<Capability> source = producer(input);
        if (source.isEmpty()) {
            if (input.required() && obstacle.isEmpty()) {
                obstacle = Optional.of(noProducer(input, capability.name()));
            }
            return !input.required();
        }
        checkType(capability, input, source.get());
        sources.put(input.name(), source.get());
        return true;
    }

    private static boolean checkGiven(Capability capability, Field<?> input, String given) {
        input.problem(given).ifPresent(problem -> {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "The input of " + capability.name() + " is not valid: " + problem + ".",
                    "Change the value."));
        });
        return true;
    }

    private static void checkType(Capability capability, Field<?> input, Capability source) {
        for (Field<?> output : source.outputs()) {
            if (output.name().equals(input.name()) && !output.type().equals(input.type())) {
                throw new FailureException(Failure.internal(
                        "PLAN_TYPE_MISMATCH",
                        Questions.quote(input.name()) + " has the type " + output.type() + " as an output of "
                                + source.name() + ", but the type " + input.type() + " as an input of "
                                + capability.name() + ".",
                        "Report this defect: the capabilities of the agents contradict each other."));
            }
        }
    }

    private List<Step> ordered() {
        Map<Capability, Set<Capability>> ancestors = new HashMap<>();
        Map<Capability, Integer> depth = new HashMap<>();
        chosen.keySet().forEach(one -> visit(one, ancestors, depth));
        List<Capability> order = new ArrayList<>(needed(ancestors));
        order.sort(Comparator.<Capability>comparingInt(depth::get).thenComparingInt(capabilities::indexOf));
        List<Step> steps = new ArrayList<>();
        for (Capability one : order) {
            Map<String, Capability> sources = chosen.getOrDefault(one, Map.of());
            steps.add(new Step(one, sources, direct(sources, ancestors, order)));
        }
        return List.copyOf(steps);
    }

    /// Returns the capabilities that lead to the goal. Failed attempts can leave others behind.
    private Set<Capability> needed(Map<Capability, Set<Capability>> ancestors) {
        Set<Capability> needed = new HashSet<>();
        for (Capability one : chosen.keySet()) {
            if (goal.outputs().stream().anyMatch(one::gives)) {
                needed.add(one);
                needed.addAll(ancestors.getOrDefault(one, Set.of()));
            }
        }
        return needed;
    }

    private void visit(Capability one, Map<Capability, Set<Capability>> ancestors, Map<Capability, Integer> depth) {
        if (ancestors.containsKey(one)) {
            return;
        }
        Set<Capability> all = new HashSet<>();
        int deepest = 0;
        for (Capability source : chosen.getOrDefault(one, Map.of()).values()) {
            visit(source, ancestors, depth);
            all.add(source);
            all.addAll(ancestors.getOrDefault(source, Set.of()));
            deepest = Math.max(deepest, 1 + depth.getOrDefault(source, 0));
        }
        ancestors.put(one, all);
        depth.put(one, deepest);
    }

    /// Returns the sources that no other source already depends on.
    private static List<Capability> direct(
            Map<String, Capability> sources, Map<Capability, Set<Capability>> ancestors, List<Capability> order) {
        Set<Capability> all = new HashSet<>(sources.values());
        return order.stream()
                .filter(all::contains)
                .filter(one -> all.stream()
                        .noneMatch(
                                other -> ancestors.getOrDefault(other, Set.of()).contains(one)))
                .toList();
    }
}
