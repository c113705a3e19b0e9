package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Agents in this process: each attempt on a virtual thread of its own, as many at once as the agent has slots.
final class LocalWorkers implements Workers, AutoCloseable {
    static final String NAME = "local";
    private static final Duration LEASE_CHECK = Duration.ofSeconds(1);

    private final Map<String, Agent> agents;
    private final ArtifactStore artifacts;
    private final InstantSource clock;
    private final ConcurrentHashMap<Key, TaskRun> running = new ConcurrentHashMap<>();
    private final Thread leases;
    private @Nullable Shell shell;

    private record Key(WorkflowId workflow, TaskId task) {}

    LocalWorkers(Map<String, Agent> agents, ArtifactStore artifacts, InstantSource clock) {
        this.agents = Map.copyOf(agents);
        this.artifacts = artifacts;
        this.clock = clock;
        this.leases = Thread.ofVirtual().name("leases").unstarted(this::checkLeases);
    }

    /// Begins to serve: outcomes go there.
    void serve(Shell to) {
        shell = to;
        leases.start();
    }

    @Override
    public String take(String agent) {
        return NAME;
    }

    @Override
    public void giveBack(String agent, String name) {
        // One worker serves all: the shell's count of its slots is enough.
    }

    @Override
    public boolean survives(String name) {
        return !name.equals(NAME);
    }

    @Override
    public void start(Workflow workflow, Lease lease) {
        TaskSpec task = workflow.spec(lease.task()).orElseThrow();
        var run = new TaskRun(
                Objects.requireNonNull(agents.get(task.agent())),
                workflow,
                task,
                lease,
                Objects.requireNonNull(shell),
                artifacts,
                clock);
        var key = new Key(workflow.id(), task.id());
        running.put(key, run);
        run.start(() -> running.remove(key, run));
    }

    @Override
    public void revoke(WorkflowId workflow, TaskId task, int attempt) {
        TaskRun run = running.get(new Key(workflow, task));
        if (run != null && run.isAttempt(attempt)) {
            run.interrupt();
        }
    }

    @Override
    public void stop(WorkflowId workflow) {
        for (Map.Entry<Key, TaskRun> one : running.entrySet()) {
            if (one.getKey().workflow().equals(workflow)) {
                one.getValue().interrupt();
            }
        }
    }

    /// What a task has logged so far; empty: it does not run here.
    Optional<TaskLog> log(WorkflowId workflow, TaskId task) {
        return Optional.ofNullable(running.get(new Key(workflow, task))).map(TaskRun::log);
    }

    private void checkLeases() {
        try {
            while (true) {
                Thread.sleep(LEASE_CHECK);
                running.values().forEach(TaskRun::giveUpWhenSilent);
            }
        } catch (InterruptedException _) {
            // The process stops.
        }
    }

    int count() {
        return running.size();
    }

    @Override
    public void close() {
        leases.interrupt();
        running.values().forEach(TaskRun::interrupt);
    }
}
