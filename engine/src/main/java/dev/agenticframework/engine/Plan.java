package dev.agenticframework.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tasks of a workflow, as an acyclic graph. A running workflow keeps its plan.
///
/// @param tasks at least 1 and at most 1,000, with distinct ids
/// @param onFailure whether completed tasks are kept or undone when a task fails for good
/// @param timeout for the whole workflow; when it passes, the workflow fails
public record Plan(List<TaskSpec> tasks, OnFailure onFailure, Duration timeout) {
    /// How many tasks a plan may have.
    public static final int MAX_TASKS = 1_000;
    /// The timeout of a workflow whose plan names none.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(30);

    static final int MAX_DEPTH_OF_CHILDREN = 8;

    public Plan {
        tasks = List.copyOf(tasks);
        List<String> problems = problems(tasks);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", problems));
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of a plan must be positive, not " + timeout + ".");
        }
    }

    /// A plan that keeps finished work when a task fails, with the default timeout.
    public static Plan of(TaskSpec... tasks) {
        return new Plan(List.of(tasks), OnFailure.KEEP, DEFAULT_TIMEOUT);
    }

    /// Checks tasks for what a plan must not have: cycles, unknown or repeated ids, inputs from tasks that do not
    /// come before, too many tasks.
    ///
    /// @return sentences for people; empty when the tasks are a plan
    public static List<String> problems(List<TaskSpec> tasks) {
        if (tasks.isEmpty() || tasks.size() > MAX_TASKS) {
            return List.of("A plan must have 1 to " + MAX_TASKS + " tasks, not " + tasks.size() + ".");
        }
        var problems = new ArrayList<String>();
        Map<TaskId, TaskSpec> byId = new HashMap<>();
        for (TaskSpec task : tasks) {
            if (byId.put(task.id(), task) != null) {
                problems.add("Two tasks have the id '" + task.id() + "'.");
            }
        }
        for (TaskSpec task : tasks) {
            addReferenceProblems(task, byId.keySet(), problems);
        }
        if (problems.isEmpty()) {
            new Order(byId).addProblems(tasks, problems);
        }
        if (depth(tasks) > MAX_DEPTH_OF_CHILDREN) {
            problems.add("Plans within plans may be at most " + MAX_DEPTH_OF_CHILDREN + " deep.");
        }
        return problems;
    }

    private static int depth(List<TaskSpec> tasks) {
        return tasks.stream()
                .mapToInt(task ->
                        task.child().map(plan -> 1 + depth(plan.tasks())).orElse(0))
                .max()
                .orElse(0);
    }

    private static void addReferenceProblems(TaskSpec task, Set<TaskId> known, List<String> problems) {
        for (TaskId dependency : task.dependsOn()) {
            if (!known.contains(dependency)) {
                problems.add("The task '" + task.id() + "' depends on '" + dependency + "', which is not in the plan.");
            }
        }
        task.when()
                .tasks()
                .filter(named -> !task.dependsOn().contains(named))
                .forEach(named -> problems.add("The condition of the task '" + task.id() + "' names '" + named
                        + "', but the task does not depend on it."));
    }

    /// Whether another task of the plan handles the failure of a task.
    boolean handlesFailureOf(TaskId task) {
        return tasks.stream().anyMatch(other -> other.when().handlesFailureOf(task));
    }

    /// The tasks that recover from the failure of a task, before it fails the workflow.
    List<TaskSpec> recoveringFrom(TaskId task) {
        return tasks.stream().filter(other -> other.when().recoversFrom(task)).toList();
    }

    /// The order of the tasks.
    private static final class Order {
        private final Map<TaskId, TaskSpec> byId;
        private final Map<TaskId, Set<TaskId>> before = new HashMap<>();
        private final Set<TaskId> visiting = new HashSet<>();

        Order(Map<TaskId, TaskSpec> byId) {
            this.byId = byId;
        }

        void addProblems(List<TaskSpec> tasks, List<String> problems) {
            for (TaskSpec task : tasks) {
                if (ancestors(task.id()).contains(task.id())) {
                    problems.add("The task '" + task.id() + "' depends on itself.");
                    return;
                }
            }
            for (TaskSpec task : tasks) {
                task.inputs().forEach((name, input) -> {
                    if (input instanceof Input.OutputOf output
                            && !ancestors(task.id()).contains(output.task())) {
                        problems.add("The input '" + name + "' of the task '" + task.id() + "' comes from '"
                                + output.task() + "', which does not come before it.");
                    }
                });
            }
        }

        private Set<TaskId> ancestors(TaskId task) {
            Set<TaskId> known = before.get(task);
            if (known != null) {
                return known;
            }
            if (!visiting.add(task)) {
                return Set.of(task);
            }
            Set<TaskId> all = new HashSet<>();
            for (TaskId dependency : required(task).dependsOn()) {
                all.add(dependency);
                all.addAll(ancestors(dependency));
            }
            before.put(task, all);
            return all;
        }

        private TaskSpec required(TaskId task) {
            return java.util.Objects.requireNonNull(byId.get(task));
        }
    }
}
