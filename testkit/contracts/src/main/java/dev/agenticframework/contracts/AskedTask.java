package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.engine.Resumption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A task with the inputs of a test. Its clock stands still.
///
/// @param lines the progress messages and log lines of the agent
public record AskedTask(
        TaskKey key, String action, Inputs inputs, Optional<Resumption> resumption, Instant now, List<String> lines)
        implements TaskContext {

    /// The first attempt at a task of the workflow `wf-1`.
    public static AskedTask of(String action, Map<String, String> inputs) {
        return new AskedTask(
                new TaskKey("wf-1", "t9", 1),
                action,
                new Inputs(inputs),
                Optional.empty(),
                Instant.EPOCH,
                new ArrayList<>());
    }

    /// The next attempt at the same task.
    public AskedTask again() {
        return new AskedTask(
                new TaskKey(key.workflowId(), key.taskId(), key.attempt() + 1), action, inputs, resumption, now, lines);
    }

    /// The same task in another workflow.
    public AskedTask in(String workflow) {
        return new AskedTask(
                new TaskKey(workflow, key.taskId(), key.attempt()), action, inputs, resumption, now, lines);
    }

    /// The same task at another time.
    public AskedTask at(Instant time) {
        return new AskedTask(key, action, inputs, resumption, time, lines);
    }

    /// The same attempt after a suspension.
    public AskedTask resumed(Resumption why) {
        return new AskedTask(key, action, inputs, Optional.of(why), now, lines);
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
