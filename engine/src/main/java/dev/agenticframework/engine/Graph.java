package dev.agenticframework.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A plan with its tasks numbered in the order of the list, for fast lookups.
final class Graph {
    private static final int UNKNOWN = -1;

    private final List<TaskSpec> tasks;
    private final Map<TaskId, Integer> numbers;
    private final int[][] dependencies;

    Graph(Plan plan) {
        tasks = plan.tasks();
        numbers = HashMap.newHashMap(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            numbers.put(tasks.get(i).id(), i);
        }
        dependencies = new int[tasks.size()][];
        Arrays.setAll(
                dependencies,
                task -> tasks.get(task).dependsOn().stream()
                        .mapToInt(this::numberOf)
                        .toArray());
    }

    int size() {
        return dependencies.length;
    }

    /// The number of a task; negative when the task is unknown.
    int numberOf(TaskId task) {
        return numbers.getOrDefault(task, UNKNOWN);
    }

    TaskSpec task(int number) {
        return tasks.get(number);
    }

    int[] dependencies(int number) {
        return dependencies[number];
    }

    /// The task and everything that depends on it, directly or through others.
    BitSet withDescendants(int number) {
        var found = new BitSet(size());
        found.set(number);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (int task = 0; task < size(); task++) {
                if (!found.get(task) && Arrays.stream(dependencies[task]).anyMatch(found::get)) {
                    found.set(task);
                    grew = true;
                }
            }
        }
        return found;
    }
}
