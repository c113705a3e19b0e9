package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Queues the attempts that wait for a worker, for each agent: the most urgent first, then those of the oldest
/// workflow. Under load, new workflows therefore wait, and do not delay those that are almost done. An attempt waits
/// while its environment runs as many attempts as it may. Used by the writer's thread only.
///
/// An entry may be outdated, for example when its workflow was paused. The engine decides when the attempt is leased.
final class Dispatcher {
    /// An attempt that waits.
    record Waiting(WorkflowId workflow, TaskId task, int attempt, String environment, int priority)
            implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byAge = workflow.compareTo(other.workflow);
            return byAge == 0 ? task.value().compareTo(other.task.value()) : byAge;
        }
    }

    private final Map<String, Queue> queues = new HashMap<>();
    private final Map<String, Integer> environmentLimits;
    private final Map<String, Integer> runningIn = new HashMap<>();
    private long size;

    /// The waiting attempts of one agent, and how many more the agent can run.
    private static final class Queue {
        private final TreeMap<Integer, Map<String, PriorityQueue<Waiting>>> byPriority = new TreeMap<>();
        private int free;
    }

    Dispatcher(Map<String, Integer> environmentLimits) {
        this.environmentLimits = Map.copyOf(environmentLimits);
    }

    void add(WorkflowId workflow, TaskSpec task, int attempt) {
        add(new Waiting(workflow, task.id(), attempt, task.environment(), task.priority()), task.agent());
    }

    /// Adds an attempt, or puts back one that was taken and could not be leased.
    void add(Waiting waiting, String agent) {
        queue(agent)
                .byPriority
                .computeIfAbsent(waiting.priority(), _ -> new HashMap<>())
                .computeIfAbsent(waiting.environment(), _ -> new PriorityQueue<>())
                .add(waiting);
        size++;
    }

    private Queue queue(String agent) {
        return queues.computeIfAbsent(agent, _ -> new Queue());
    }

    /// Changes how many more attempts the agent can run; a negative number reduces it.
    void addSlots(String agent, int slots) {
        queue(agent).free += slots;
    }

    /// Changes how many attempts run in the environment; a negative number reduces it.
    void addRunning(String environment, int count) {
        if (environmentLimits.containsKey(environment)) {
            runningIn.merge(environment, count, Integer::sum);
        }
    }

    /// Forgets how many attempts run in each environment.
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
        Iterator<Map<String, PriorityQueue<Waiting>>> priorities =
                queue.byPriority.values().iterator();
        while (priorities.hasNext()) {
            Map<String, PriorityQueue<Waiting>> lines = priorities.next();
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

    private @Nullable Waiting pollOpen(Map<String, PriorityQueue<Waiting>> lines) {
        Waiting oldest = null;
        for (Map.Entry<String, PriorityQueue<Waiting>> line : lines.entrySet()) {
            Waiting head = line.getValue().peek();
            if (head != null && isOpen(line.getKey()) && (oldest == null || head.compareTo(oldest) < 0)) {
                oldest = head;
            }
        }
        if (oldest != null) {
            PriorityQueue<Waiting> line = Objects.requireNonNull(lines.get(oldest.environment()));
            line.remove();
            if (line.isEmpty()) {
                lines.remove(oldest.environment());
            }
        }
        return oldest;
    }

    private boolean isOpen(String environment) {
        Integer limit = environmentLimits.get(environment);
        return limit == null || runningIn.getOrDefault(environment, 0) < limit;
    }
}
