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

    /// A task that ends without having started can unblock tasks that are listed before it: then another pass
    /// is needed.
    private boolean pass() {
        boolean ended = false;
        for (int i = 0; i < workflow().graph().size(); i++) {
            if (workflow().state(i) instanceof TaskState.Waiting waiting && dependenciesHaveEnded(i)) {
                ended |= begin(i, waiting);
            }
        }
        return ended;
    }

    private boolean dependenciesHaveEnded(int task) {
        for (int dependency : workflow().graph().dependencies(task)) {
            if (!workflow().state(dependency).isEnded()) {
                return false;
            }
        }
        return true;
    }

    /// @return whether the task has ended
    private boolean begin(int number, TaskState.Waiting waiting) {
        TaskSpec task = workflow().graph().task(number);
        Optional<String> reason = new Judgement(workflow()).reasonToSkip(number);
        if (reason.isPresent()) {
            decider.emit(new Fact.TaskSkipped(task.id(), reason.get()));
            return true;
        }
        return switch (decider.rules().ruling(workflow(), task)) {
            case Rules.Ruling.Refused refused -> {
                decider.failUnstarted(task.id(), refused.error());
                yield true;
            }
            case Rules.Ruling.Approval approval -> {
                String digest = Digests.of(workflow(), task);
                decider.emit(
                        digest.equals(waiting.past().approvedDigest())
                                ? ready(task, waiting)
                                : request(task, approval.policy(), digest));
                yield false;
            }
            case Rules.Ruling.Allowed _ -> {
                decider.emit(ready(task, waiting));
                yield false;
            }
        };
    }

    private static Fact ready(TaskSpec task, TaskState.Waiting waiting) {
        return new Fact.TaskReady(task.id(), waiting.past().attempt() + 1);
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
