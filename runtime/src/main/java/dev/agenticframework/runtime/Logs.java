package dev.agenticframework.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the logs of running and suspended attempts. A suspended attempt continues its log when it resumes. The logs
/// of at most [#MAX_SUSPENDED] suspended attempts stay in memory; other attempts continue from the artifact that
/// they left.
final class Logs {
    static final int MAX_SUSPENDED = 256;

    private record Key(WorkflowId workflow, TaskId task) {}

    private final ArtifactStore artifacts;
    private final Map<Key, TaskLog> running = new LinkedHashMap<>();
    private final Map<Key, TaskLog> suspended = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TaskLog> eldest) {
            return size() > MAX_SUSPENDED;
        }
    };

    Logs(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /// Opens the log that an attempt writes to.
    TaskLog open(Assignment assignment) {
        var key = new Key(assignment.workflow(), assignment.lease().task());
        synchronized (this) {
            TaskLog kept = suspended.remove(key);
            if (kept != null || assignment.earlierLog().isEmpty()) {
                TaskLog log = kept == null ? new TaskLog() : kept;
                running.put(key, log);
                return log;
            }
        }
        var log = earlier(assignment.earlierLog());
        synchronized (this) {
            running.put(key, log);
        }
        return log;
    }

    private TaskLog earlier(String reference) {
        var log = new TaskLog();
        if (!reference.isEmpty()) {
            try {
                new String(artifacts.read(reference), UTF_8).lines().forEach(log::add);
            } catch (FailureException e) {
                log.add("(the earlier log " + reference + " cannot be read: "
                        + e.failure().code() + ")");
            }
        }
        return log;
    }

    /// Closes the log of an attempt that is suspended or has ended.
    synchronized void close(Assignment assignment, TaskLog log, boolean isSuspended) {
        var key = new Key(assignment.workflow(), assignment.lease().task());
        running.remove(key, log);
        if (isSuspended) {
            suspended.put(key, log);
        }
    }

    /// Adds a line from outside to the log of a task that runs or is suspended.
    synchronized void add(WorkflowId workflow, TaskId task, String line) {
        var key = new Key(workflow, task);
        TaskLog log = running.get(key);
        (log == null ? suspended.computeIfAbsent(key, _ -> new TaskLog()) : log).add(line);
    }

    /// Forgets what a suspended task logged.
    synchronized void forget(WorkflowId workflow, TaskId task) {
        suspended.remove(new Key(workflow, task));
    }

    /// Finds the log of a task; empty when the task neither runs nor is suspended here.
    synchronized Optional<TaskLog> find(WorkflowId workflow, TaskId task) {
        var key = new Key(workflow, task);
        TaskLog log = running.get(key);
        return Optional.ofNullable(log == null ? suspended.get(key) : log);
    }
}
