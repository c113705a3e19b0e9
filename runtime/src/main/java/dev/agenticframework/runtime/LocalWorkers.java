package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs attempts with the agents of this process, as many at once as each agent has slots.
final class LocalWorkers implements Outcomes, AutoCloseable {
    static final String NAME = "local";

    private final Map<String, AtomicInteger> free = new ConcurrentHashMap<>();
    private final AttemptRunner runner;
    private @Nullable Shell shell;

    /// @param slots the attempts at once, by agent
    LocalWorkers(Map<String, Agent> agents, Map<String, Integer> slots, ArtifactStore artifacts, InstantSource clock) {
        slots.forEach((agent, count) -> free.put(agent, new AtomicInteger(count)));
        runner = new AttemptRunner(agents, this, artifacts, clock);
    }

    /// Starts to serve, and reports outcomes to the shell.
    void serve(Shell to) {
        shell = to;
        runner.open();
    }

    /// Takes a slot.
    ///
    /// @return false when the agent has no free slot, or is not in this process
    boolean take(String agent) {
        AtomicInteger slots = free.get(agent);
        return slots != null && slots.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    void giveBack(String agent) {
        Objects.requireNonNull(free.get(agent)).incrementAndGet();
    }

    void start(Assignment assignment) {
        runner.start(assignment);
    }

    void stop(WorkflowId workflow, TaskId task, int attempt) {
        runner.stop(workflow, task, attempt);
    }

    void stop(WorkflowId workflow) {
        runner.stop(workflow);
    }

    /// The logs of the attempts that run or are suspended here.
    Logs logs() {
        return runner.logs();
    }

    @Override
    public void finished(Assignment assignment, Intent outcome) {
        giveBack(assignment.agent());
        Objects.requireNonNull(shell).finish(assignment.workflow(), outcome, assignment.agent());
    }

    @Override
    public void told(Assignment assignment, Intent intent) {
        Objects.requireNonNull(shell).tell(assignment.workflow(), intent);
    }

    @Override
    public void close() {
        runner.close();
    }
}
