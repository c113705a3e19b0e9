package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Optional;

/// Moves an active workflow forward: makes tasks ready that wait for nothing more, skips tasks that will not run, and
/// completes the workflow.
final class Advance {
    private final Decider decider;

    Advance(Decider decider) {
        this.decider = decider;
    }

    void run() {
        boolean changed = true;
        while (changed && workflow().phase() instanceof Phase.Active) {
            changed = pass();
        }
        if (workflow().phase() instanceof Phase.Active && !workflow().anyTask(state -> !state.isEnded())) {
            decider.emit(new Fact.WorkflowCompleted());
        }
    }

    /// Skipping a task can unblock tasks that are listed before it: then another pass is needed.
    private boolean pass() {
        boolean skipped = false;
        for (int i = 0; i < workflow().graph().size(); i++) {
            if (workflow().state(i) instanceof TaskState.Waiting waiting && dependenciesHaveEnded(i)) {
                skipped |= begin(i, waiting);
            }
        }
        return skipped;
    }

    private boolean dependenciesHaveEnded(int task) {
        for (int dependency : workflow().graph().dependencies(task)) {
            if (!workflow().state(dependency).isEnded()) {
                return false;
            }
        }
        return true;
    }

    private boolean begin(int number, TaskState.Waiting waiting) {
        TaskSpec task = workflow().graph().task(number);
        Optional<String> reason = new Judgement(workflow()).reasonToSkip(number);
        if (reason.isPresent()) {
            decider.emit(new Fact.TaskSkipped(task.id(), reason.get()));
            return true;
        }
        if (task.approval().isPresent()) {
            String digest = Digests.of(workflow(), task);
            if (!digest.equals(waiting.past().approvedDigest())) {
                decider.emit(request(task, task.approval().get(), digest));
                return false;
            }
        }
        decider.emit(new Fact.TaskReady(task.id(), waiting.past().attempt() + 1));
        return false;
    }

    private Fact request(TaskSpec task, ApprovalPolicy policy, String digest) {
        Instant now = decider.now();
        return new Fact.ApprovalRequested(
                task.id(),
                digest,
                now.plus(policy.timeout()),
                policy.escalation().map(escalation -> now.plus(escalation.after())));
    }

    private Workflow workflow() {
        return decider.workflow();
    }
}
