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
import java.util.TreeSet;

/// Works back from a goal through typed capabilities to the tasks that reach it (goal regression; Waldinger, Achieving
/// several goals simultaneously, 1977): each field that is needed is given, or is what some capability puts out, whose
/// own inputs are then needed.
final class Regression {
    /// One capability at its place in a chain.
    ///
    /// @param capability what is done
    /// @param sources for each input that is not given, the step that puts it out
    /// @param after the steps it must wait for, those before them left out
    record Step(Capability capability, Map<String, Capability> sources, List<Capability> after) {}

    private final List<Capability> capabilities;
    private final Goal goal;
    private final Map<Capability, Map<String, Capability>> chosen = new LinkedHashMap<>();
    private final Deque<Capability> path = new ArrayDeque<>();
    private Optional<Failure> obstacle = Optional.empty();

    private Regression(List<Capability> capabilities, Goal goal) {
        this.capabilities = capabilities.stream()
                .filter(one -> !goal.without().contains(one.name()))
                .toList();
        this.goal = goal;
    }

    /// The steps that reach a goal, each after those it needs.
    ///
    /// @throws FailureException `PLAN_NO_PRODUCER`, `PLAN_CAPABILITY_CYCLE`, `PLAN_TYPE_MISMATCH` or
    ///     `PLAN_INPUT_TYPE`
    static List<Step> steps(List<Capability> capabilities, Goal goal) {
        var regression = new Regression(capabilities, goal);
        for (String output : new TreeSet<>(goal.outputs())) {
            if (regression.producer(output).isEmpty()) {
                throw new FailureException(regression.obstacle.orElseGet(() -> noProducer(output, "the goal")));
            }
        }
        return regression.ordered();
    }

    private static Failure noProducer(String field, String forWhom) {
        return Failure.conflict(
                "PLAN_NO_PRODUCER",
                "nothing gives '" + field + "', which " + forWhom + " needs",
                "give it with the request, or add an agent that gives it");
    }

    /// The first capability by declaration that gives a field and whose own needs can be met.
    private Optional<Capability> producer(String field) {
        for (Capability capability : capabilities) {
            if (gives(capability, field) && add(capability)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }

    private static boolean gives(Capability capability, String field) {
        return capability.outputs().stream().anyMatch(output -> output.name().equals(field));
    }

    private boolean add(Capability capability) {
        if (chosen.containsKey(capability)) {
            return true;
        }
        if (path.contains(capability)) {
            obstacle = Optional.of(Failure.internal(
                    "PLAN_CAPABILITY_CYCLE",
                    capability.name() + " needs what only comes after it",
                    "report this: the agents' capabilities contradict each other"));
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

    private boolean meet(Capability capability, Field input, Map<String, Capability> sources) {
        String given = goal.given().get(input.name());
        if (given != null) {
            return checkGiven(capability, input, given);
        }
        if (!input.required() && !goal.enriched().contains(input.name())) {
            return true;
        }
        Optional<Capability> source = producer(input.name());
        if (source.isEmpty()) {
            if (input.required() && obstacle.isEmpty()) {
                obstacle = Optional.of(noProducer(input.name(), capability.name()));
            }
            return !input.required();
        }
        checkType(capability, input, source.get());
        sources.put(input.name(), source.get());
        return true;
    }

    private static boolean checkGiven(Capability capability, Field input, String given) {
        if (!input.type().accepts(given)) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "the input '" + input.name() + "' of " + capability.name() + " must be of type " + input.type(),
                    "give another value"));
        }
        return true;
    }

    private static void checkType(Capability capability, Field input, Capability source) {
        for (Field output : source.outputs()) {
            if (output.name().equals(input.name()) && output.type() != input.type()) {
                throw new FailureException(Failure.internal(
                        "PLAN_TYPE_MISMATCH",
                        "'" + input.name() + "' is " + output.type() + " where " + source.name() + " gives it and "
                                + input.type() + " where " + capability.name() + " takes it",
                        "report this: the agents' capabilities contradict each other"));
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

    /// What an attempt that came to nothing has left behind is no part of the plan.
    private Set<Capability> needed(Map<Capability, Set<Capability>> ancestors) {
        Set<Capability> needed = new HashSet<>();
        for (Capability one : chosen.keySet()) {
            if (goal.outputs().stream().anyMatch(output -> gives(one, output))) {
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

    /// The sources that are not already before another source.
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
