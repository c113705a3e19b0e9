package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Attempts that wait for a worker: by agent, the most urgent first, then the one that has waited longest. An
/// attempt whose environment has as many running as it may have is passed over. Belongs to the writer's thread.
///
/// What is in here may be out of date (its workflow was paused or cancelled meanwhile): the engine has the last
/// word when it is leased.
final class Dispatcher {
    /// An attempt that waits.
    record Waiting(WorkflowId workflow, TaskId task, int attempt, String environment, int priority) {}

    private final Map<String, Queue> queues = new HashMap<>();
    private final Map<String, Integer> environmentLimits;
    private final Map<String, Integer> runningIn = new HashMap<>();
    private long size;

    /// Waiting attempts of one agent, and how many more it can take.
    private static final class Queue {
        private final TreeMap<Integer, Map<String, Deque<Waiting>>> byPriority = new TreeMap<>();
        private int free;
    }

    Dispatcher(Map<String, Integer> environmentLimits) {
        this.environmentLimits = Map.copyOf(environmentLimits);
    }

    void add(WorkflowId workflow, TaskSpec task, int attempt) {
        add(task.agent(), new Waiting(workflow, task.id(), attempt, task.environment(), task.priority()), false);
    }

    private void add(String agent, Waiting waiting, boolean first) {
        Deque<Waiting> line = queue(agent)
                .byPriority
                .computeIfAbsent(waiting.priority(), _ -> new HashMap<>())
                .computeIfAbsent(waiting.environment(), _ -> new ArrayDeque<>());
        if (first) {
            line.addFirst(waiting);
        } else {
            line.addLast(waiting);
        }
        size++;
    }

    /// Puts back what was taken and could not be leased.
    void putBack(Waiting waiting, String agent) {
        add(agent, waiting, true);
    }

    private Queue queue(String agent) {
        return queues.computeIfAbsent(agent, _ -> new Queue());
    }

    /// The agent can take so many more (or, negative, fewer).
    void addSlots(String agent, int slots) {
        queue(agent).free += slots;
    }

    /// So many more (or fewer) run in the environment.
    void addRunning(String environment, int count) {
        if (environmentLimits.containsKey(environment)) {
            runningIn.merge(environment, count, Integer::sum);
        }
    }

    /// Starts counting anew.
    void forgetRunning() {
        runningIn.clear();
    }

    boolean limitsEnvironments() {
        return !environmentLimits.isEmpty();
    }

    /// How many wait.
    long size() {
        return size;
    }

    Set<String> agents() {
        return queues.keySet();
    }

    /// Takes the next attempt for an agent that has a slot, without taking the slot.
    @Nullable
    Waiting poll(String agent) {
        Queue queue = queue(agent);
        if (queue.free <= 0 || queue.byPriority.isEmpty()) {
            return null;
        }
        Iterator<Map<String, Deque<Waiting>>> priorities =
                queue.byPriority.values().iterator();
        while (priorities.hasNext()) {
            Map<String, Deque<Waiting>> lines = priorities.next();
            Waiting next = pollOpen(lines);
            if (lines.isEmpty()) {
                priorities.remove();
            }
            if (next != null) {
                size--;
                return next;
            }
        }
        return null;
    }

    private @Nullable Waiting pollOpen(Map<String, Deque<Waiting>> lines) {
        Iterator<Map.Entry<String, Deque<Waiting>>> environments =
                lines.entrySet().iterator();
        while (environments.hasNext()) {
            Map.Entry<String, Deque<Waiting>> line = environments.next();
            if (isOpen(line.getKey())) {
                Waiting next = line.getValue().pollFirst();
                if (line.getValue().isEmpty()) {
                    environments.remove();
                }
                if (next != null) {
                    return next;
                }
            }
        }
        return null;
    }

    private boolean isOpen(String environment) {
        Integer limit = environmentLimits.get(environment);
        return limit == null || runningIn.getOrDefault(environment, 0) < limit;
    }
}
