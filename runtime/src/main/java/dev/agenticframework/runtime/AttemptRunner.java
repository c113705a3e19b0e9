package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.host.Supervised;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Runs attempts with the agents of this process, each on its own virtual thread.
final class AttemptRunner implements AutoCloseable {
    private static final Duration LEASE_CHECK = Duration.ofSeconds(1);

    private final Map<String, ServedAgent> agents = new HashMap<>();
    private final Outcomes outcomes;
    private final ArtifactStore artifacts;
    private final InstantSource clock;
    private final Logs logs;
    private final ConcurrentHashMap<Key, TaskRun> running = new ConcurrentHashMap<>();
    private final Supervised leases;

    private record Key(WorkflowId workflow, TaskId task) {}

    AttemptRunner(Map<String, Agent> agents, Outcomes outcomes, ArtifactStore artifacts, InstantSource clock) {
        agents.forEach((name, agent) -> this.agents.put(name, ServedAgent.of(agent)));
        this.outcomes = outcomes;
        this.artifacts = artifacts;
        this.clock = clock;
        this.logs = new Logs(artifacts);
        this.leases = Supervised.every("leases", LEASE_CHECK, this::checkLeases);
    }

    /// Starts to check the leases of silent attempts.
    void open() {
        leases.start();
    }

    void start(Assignment assignment) {
        ServedAgent agent = Objects.requireNonNull(agents.get(assignment.agent()));
        var run = new TaskRun(agent, assignment, outcomes, artifacts, clock, logs);
        var key = new Key(assignment.workflow(), assignment.lease().task());
        running.put(key, run);
        run.start(() -> running.remove(key, run));
    }

    boolean offers(String agent) {
        return agents.containsKey(agent);
    }

    void stop(WorkflowId workflow, TaskId task, int attempt) {
        logs.forget(workflow, task);
        TaskRun run = running.get(new Key(workflow, task));
        if (run != null && run.assignment().lease().attempt() == attempt) {
            run.interrupt();
        }
    }

    void stop(WorkflowId workflow) {
        for (Map.Entry<Key, TaskRun> one : running.entrySet()) {
            if (one.getKey().workflow().equals(workflow)) {
                one.getValue().interrupt();
            }
        }
    }

    /// The logs of the attempts that run or are suspended here.
    Logs logs() {
        return logs;
    }

    /// The attempts that run.
    List<Assignment> assignments() {
        return running.values().stream().map(TaskRun::assignment).toList();
    }

    private void checkLeases() {
        running.values().forEach(TaskRun::giveUpWhenSilent);
    }

    @Override
    public void close() {
        leases.close();
        running.values().forEach(TaskRun::interrupt);
    }
}
