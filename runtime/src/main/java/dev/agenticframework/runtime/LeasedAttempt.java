package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An assignment that reads its parts from the workflow on demand.
///
/// @param state the workflow as it was when the attempt was leased
record LeasedAttempt(Workflow state, TaskSpec task, Lease lease) implements Assignment {

    static LeasedAttempt of(Workflow state, Lease lease) {
        return new LeasedAttempt(state, state.spec(lease.task()).orElseThrow(), lease);
    }

    @Override
    public WorkflowId workflow() {
        return state.id();
    }

    @Override
    public String agent() {
        return task.agent();
    }

    @Override
    public String action() {
        return isCompensation() ? task.compensation().orElseThrow() : task.action();
    }

    private boolean isCompensation() {
        return taskState().isCompensating();
    }

    private TaskState taskState() {
        return state.task(lease.task()).orElseThrow();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = state.inputs(task);
        if (isCompensation() && taskState() instanceof TaskState.Running running) {
            var all = new TreeMap<>(running.outputs());
            all.putAll(inputs);
            return all;
        }
        return inputs;
    }

    @Override
    public String requestedBy() {
        return state.request().requestedBy();
    }

    @Override
    public Map<String, String> labels() {
        return state.request().labels();
    }

    @Override
    public String traceparent() {
        return Traces.of(state, state.sequence());
    }

    @Override
    public Optional<Duration> heartbeat() {
        return task.timeouts().heartbeat();
    }

    @Override
    public Optional<Resumption> resumption() {
        return waits().resumption();
    }

    @Override
    public String earlierLog() {
        return waits().log();
    }

    private TaskState.Waits waits() {
        return taskState() instanceof TaskState.Running running ? running.waits() : TaskState.Waits.NONE;
    }
}
