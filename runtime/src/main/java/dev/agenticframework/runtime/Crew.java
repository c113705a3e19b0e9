package dev.agenticframework.runtime;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;

/// All workers: those of other processes, and the agents of this process. An attempt goes to a worker of another
/// process if one is free, because whoever starts such a process wants the work done there.
final class Crew implements Workers {
    private final LocalWorkers local;
    private final RemoteWorkers remote;

    Crew(LocalWorkers local, RemoteWorkers remote) {
        this.local = local;
        this.remote = remote;
    }

    @Override
    public String take(String agent) {
        return remote.take(agent).orElseGet(() -> local.take(agent) ? LocalWorkers.NAME : RemoteWorkers.NOBODY);
    }

    @Override
    public void giveBack(String agent, String name) {
        if (isLocal(name)) {
            local.giveBack(agent);
        } else {
            remote.giveBack(agent, name);
        }
    }

    private static boolean isLocal(String name) {
        return name.equals(LocalWorkers.NAME);
    }

    @Override
    public boolean takeUp(Workflow workflow, Lease lease) {
        String name = worker(workflow, lease.task());
        if (isLocal(name)) {
            return false;
        }
        remote.expect(LeasedAttempt.of(workflow, lease), name);
        return true;
    }

    @Override
    public void start(Workflow workflow, Lease lease) {
        String name = worker(workflow, lease.task());
        var attempt = LeasedAttempt.of(workflow, lease);
        if (isLocal(name)) {
            local.start(attempt);
        } else {
            remote.start(attempt, name);
        }
    }

    private static String worker(Workflow workflow, TaskId task) {
        return workflow.task(task).orElseThrow() instanceof TaskState.Running running
                ? running.worker()
                : RemoteWorkers.NOBODY;
    }

    @Override
    public void revoke(WorkflowId workflow, TaskId task, int attempt) {
        local.stop(workflow, task, attempt);
        remote.stop(workflow, task, attempt);
    }

    @Override
    public void stop(WorkflowId workflow) {
        local.stop(workflow);
        remote.stop(workflow);
    }
}
