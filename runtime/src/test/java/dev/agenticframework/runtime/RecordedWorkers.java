package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Workers that do nothing but record what they are asked to do.
final class RecordedWorkers implements Workers {
    private final Deque<Attempt> started = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private int given;

    /// An attempt that was started.
    record Attempt(WorkflowId workflow, Lease lease) {}

    /// The attempts that were started and not taken yet, in order.
    List<Attempt> started() {
        return List.copyOf(started);
    }

    /// Takes the attempt that was started first.
    Attempt takeFirst() {
        return started.removeFirst();
    }

    /// What the workers were told to stop, in order, such as `wf-1/t1/1` or, for a whole workflow, `wf-1`.
    List<String> told() {
        return told;
    }

    /// How many slots were taken and not given back.
    int given() {
        return given;
    }

    @Override
    public String take(String agent) {
        given++;
        return "recorded";
    }

    @Override
    public void giveBack(String agent, String name) {
        given--;
    }

    @Override
    public boolean takeUp(Workflow workflow, Lease lease) {
        return false;
    }

    @Override
    public void start(Workflow workflow, Lease lease) {
        started.add(new Attempt(workflow.id(), lease));
    }

    @Override
    public void revoke(WorkflowId workflow, TaskId task, int attempt) {
        told.add(workflow + "/" + task + "/" + attempt);
    }

    @Override
    public void stop(WorkflowId workflow) {
        told.add(workflow.toString());
    }
}
