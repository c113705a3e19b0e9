package dev.agenticframework.lab;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Outcome;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Plans that use everything a plan can say.
final class RandomPlans {
    static final String APPROVER = "anna";
    static final String ENVIRONMENT = "staging";
    private static final int MAX_TASKS = 7;
    private static final List<String> AGENTS = List.of("codegen", "deployment");

    private final RandomGenerator random;

    RandomPlans(RandomGenerator random) {
        this.random = random;
    }

    Plan next() {
        return next(1);
    }

    private Plan next(int depth) {
        int count = 1 + random.nextInt(MAX_TASKS);
        var tasks = new ArrayList<TaskSpec>();
        for (int i = 1; i <= count; i++) {
            tasks.add(task(i, depth));
        }
        return new Plan(
                tasks, chance(3) ? OnFailure.COMPENSATE : OnFailure.KEEP, Duration.ofHours(1 + random.nextInt(100)));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private TaskSpec task(int number, int depth) {
        TaskSpec task = TaskSpec.of("t" + number, AGENTS.get(random.nextInt(AGENTS.size())), "make")
                .withPriority(1 + random.nextInt(3))
                .withRetry(new RetryPolicy(
                        1 + random.nextInt(3), Duration.ofSeconds(5), 2, Duration.ofMinutes(1), random.nextDouble()));
        var before = new ArrayList<String>();
        for (int i = 1; i < number; i++) {
            if (chance(3)) {
                before.add("t" + i);
            }
        }
        task = task.after(before.toArray(String[]::new));
        if (!before.isEmpty()) {
            task = dependent(task, before);
        }
        return optional(task, depth);
    }

    private TaskSpec dependent(TaskSpec task, List<String> before) {
        var other = new TaskId(before.get(random.nextInt(before.size())));
        return switch (random.nextInt(8)) {
            case 0 -> task.runWhen(new Condition.OutputIs(other, "coin", "heads"));
            case 1 -> task.runWhen(new Condition.Ended(other, Set.of(Outcome.FAILED)));
            case 2 -> task.runWhen(new Condition.Not(new Condition.Ended(other, Set.of(Outcome.SKIPPED))));
            case 4 -> task.runWhen(new Condition.RecoversFrom(other));
            case 3 -> task.withInputs(Map.of("coin", new Input.OutputOf(other, "coin")));
            default -> task;
        };
    }

    private TaskSpec optional(TaskSpec plain, int depth) {
        TaskSpec task = plain;
        if (chance(4)) {
            task = task.undoneBy("unmake");
        }
        if (chance(3)) {
            task = task.in(ENVIRONMENT);
        }
        if (chance(5)) {
            task = task.approvedBy(new ApprovalPolicy(
                    Set.of("nobody"),
                    false,
                    Duration.ofHours(10),
                    Optional.of(new ApprovalPolicy.Escalation(Duration.ofMinutes(1), Set.of(APPROVER)))));
        }
        if (chance(6)) {
            task = task.withTimeouts(new Timeouts(
                    chance(2) ? Optional.of(Duration.ofMinutes(20)) : Optional.empty(),
                    Duration.ofMinutes(30),
                    Optional.empty(),
                    chance(2) ? Optional.of(Duration.ofHours(2)) : Optional.empty()));
        }
        if (depth > 0 && chance(12)) {
            task = task.asWorkflow(next(depth - 1));
        }
        return task;
    }
}
