package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.engine.Resumption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A task as the runtime hands it to an agent.
record FixedTask(TaskKey key, String action, Inputs inputs) implements TaskContext {

    FixedTask(String workflow, String action, Map<String, String> inputs) {
        this(new TaskKey(workflow, "t1", 1), action, new Inputs(inputs));
    }

    @Override
    public String requestedBy() {
        return "dev@example.com";
    }

    @Override
    public Map<String, String> labels() {
        return Map.of();
    }

    @Override
    public Optional<Resumption> resumption() {
        return Optional.empty();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public String traceparent() {
        return "00-00000000000000000000000000000001-0000000000000001-01";
    }

    @Override
    public void progress(double fraction, String message) {}

    @Override
    public void log(String line) {}
}
