package dev.agenticframework.lab;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Workers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Agents whose work is a note in a book: the effect of an attempt is written there once, under the attempt's key.
final class SimulatedWorkers implements Workers {
    private final List<Attempt> running = new ArrayList<>();
    private final Set<String> effects = new HashSet<>();
    private final Map<String, Integer> atOnce = new HashMap<>();
    private final Map<String, Integer> limits;

    /// Something that was leased.
    ///
    /// @param last the attempt must end in this turn
    record Attempt(WorkflowId workflow, TaskSpec task, Lease lease, boolean last) {
        String key() {
            return workflow + "/" + lease.task() + "/" + lease.attempt();
        }
    }

    SimulatedWorkers(Map<String, Integer> limits) {
        this.limits = limits;
    }

    @Override
    public String take(String agent) {
        return "simulated";
    }

    @Override
    public void giveBack(String agent, String name) {
        // Slots are counted by the shell alone here.
    }

    @Override
    public boolean takeUp(Workflow workflow, Lease lease) {
        return false;
    }

    @Override
    public void start(Workflow workflow, Lease lease) {
        TaskSpec task = workflow.spec(lease.task()).orElseThrow();
        boolean last = workflow.task(lease.task()).orElseThrow() instanceof TaskState.Running running
                && running.waits().resumption().filter(Resumption::isLast).isPresent();
        running.add(new Attempt(workflow.id(), task, lease, last));
        int now = atOnce.merge(task.agent(), 1, Integer::sum);
        if (now > limits.getOrDefault(task.agent(), Integer.MAX_VALUE)) {
            throw new ViolationException(Invariant.LIMITS_KEPT, now + " attempts of " + task.agent() + " at once");
        }
    }

    @Override
    public void revoke(WorkflowId workflow, TaskId task, int attempt) {
        // A worker that does not listen is the harder case.
    }

    @Override
    public void stop(WorkflowId workflow) {
        // The same.
    }

    /// The process is gone, and what ran in it.
    void crash() {
        running.clear();
        atOnce.clear();
    }

    boolean isIdle() {
        return running.isEmpty();
    }

    Attempt take(RandomGenerator random, boolean inOrder) {
        Attempt attempt = running.remove(inOrder ? 0 : random.nextInt(running.size()));
        atOnce.merge(attempt.task().agent(), -1, Integer::sum);
        return attempt;
    }

    Attempt peek(RandomGenerator random) {
        return running.get(random.nextInt(running.size()));
    }

    /// Does the work of an attempt: its effect happens unless it has happened before.
    ///
    /// @return whether it happened now
    boolean work(Attempt attempt) {
        return effects.add(attempt.key());
    }

    static Intent success(Attempt attempt, RandomGenerator random) {
        return new Intent.Succeed(
                attempt.lease(), Map.of("coin", random.nextBoolean() ? "heads" : "tails"), Report.NONE);
    }

    /// Waits for something outside, for a while that may be too short for it.
    static Intent suspension(Attempt attempt, String handle, Instant now, RandomGenerator random) {
        Instant wakeAt = now.plusSeconds(1 + random.nextInt(600));
        Instant deadline = now.plusSeconds(1 + random.nextInt(3_600));
        return new Intent.Suspend(attempt.lease(), handle, wakeAt, deadline, Report.NONE);
    }

    static Intent failure(Lease lease, boolean terminal) {
        TaskError error = terminal
                ? new TaskError.Terminal("BROKEN", TaskError.Blame.USER, "it is broken", "fix it")
                : new TaskError.Transient("SHAKY", TaskError.Blame.EXTERNAL, "it shook", "try again");
        return new Intent.Fail(lease, error, Map.of(), Report.NONE);
    }
}
