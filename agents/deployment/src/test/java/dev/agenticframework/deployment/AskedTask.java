package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.engine.Resumption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A task with the inputs of a test.
record AskedTask(TaskKey key, String action, Inputs inputs, Optional<Resumption> resumption, List<String> lines)
        implements TaskContext {

    static AskedTask of(String action, Map<String, String> inputs) {
        return new AskedTask(
                new TaskKey("wf-1", "t9", 1), action, new Inputs(inputs), Optional.empty(), new ArrayList<>());
    }

    AskedTask again() {
        return new AskedTask(
                new TaskKey(key.workflowId(), key.taskId(), key.attempt() + 1), action, inputs, resumption, lines);
    }

    AskedTask resumed(Resumption why) {
        return new AskedTask(key, action, inputs, Optional.of(why), lines);
    }

    @Override
    public String requestedBy() {
        return "user@example.com";
    }

    @Override
    public Map<String, String> labels() {
        return Map.of();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public String traceparent() {
        return "";
    }

    @Override
    public void progress(double fraction, String message) {
        lines.add(message);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }
}
