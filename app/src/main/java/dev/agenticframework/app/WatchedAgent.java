package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.Trigger;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.httpapi.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts and traces the attempts of an agent.
final class WatchedAgent implements Agent {
    private final Agent agent;
    private final Metrics metrics;
    private final Telemetry telemetry;

    WatchedAgent(Agent agent, Metrics metrics, Telemetry telemetry) {
        this.agent = agent;
        this.metrics = metrics;
        this.telemetry = telemetry;
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public List<Capability> capabilities() {
        return agent.capabilities();
    }

    @Override
    public List<Trigger> triggers() {
        return agent.triggers();
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        long started = System.nanoTime();
        String outcome = "interrupted";
        try (var span = telemetry.task(name(), task)) {
            var result = agent.perform(new Traced(task, span.traceparent()));
            outcome = outcome(result);
            span.outcome(outcome);
            return result;
        } finally {
            metrics.task(name(), task.action(), outcome, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static String outcome(TaskResult result) {
        return switch (result) {
            case TaskResult.Succeeded _ -> "succeeded";
            case TaskResult.Suspended _ -> "suspended";
            case TaskResult.Stopped _ -> "stopped";
            case TaskResult.Retryable _ -> "retryable";
            case TaskResult.Terminal _ -> "terminal";
        };
    }

    /// The task's context, with the span of the attempt for outgoing calls.
    private record Traced(TaskContext task, String traceparent) implements TaskContext {
        @Override
        public TaskKey key() {
            return task.key();
        }

        @Override
        public String action() {
            return task.action();
        }

        @Override
        public Inputs inputs() {
            return task.inputs();
        }

        @Override
        public String requestedBy() {
            return task.requestedBy();
        }

        @Override
        public Map<String, String> labels() {
            return task.labels();
        }

        @Override
        public Optional<Resumption> resumption() {
            return task.resumption();
        }

        @Override
        public Instant now() {
            return task.now();
        }

        @Override
        public void progress(double fraction, String message) {
            task.progress(fraction, message);
        }

        @Override
        public void log(String line) {
            task.log(line);
        }
    }
}
