package dev.agenticframework.engine;

import java.util.Optional;

/// Judges whether a task runs, once all its dependencies have ended.
final class Judgement {
    private final Workflow workflow;

    Judgement(Workflow workflow) {
        this.workflow = workflow;
    }

    Optional<String> reasonToSkip(int number) {
        TaskSpec task = workflow.graph().task(number);
        boolean holds = task.when() instanceof Condition.Default ? byDefault(number) : holds(task.when());
        if (!holds) {
            return Optional.of(
                    task.when() instanceof Condition.Default
                            ? "A dependency failed, or no dependency succeeded."
                            : "Its condition did not hold.");
        }
        return missingInput(task);
    }

    private boolean byDefault(int number) {
        int[] dependencies = workflow.graph().dependencies(number);
        boolean succeeded = dependencies.length == 0;
        for (int dependency : dependencies) {
            switch (workflow.state(dependency)) {
                case TaskState.Succeeded _ -> succeeded = true;
                case TaskState.Skipped _ -> {}
                default -> {
                    return false;
                }
            }
        }
        return succeeded;
    }

    private boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.Default _ -> true;
            case Condition.Ended ended ->
                workflow.task(ended.task())
                        .flatMap(TaskState::outcome)
                        .filter(ended.outcomes()::contains)
                        .isPresent();
            case Condition.OutputIs output ->
                workflow.task(output.task()).orElseThrow() instanceof TaskState.Succeeded done
                        && output.value().equals(done.outputs().get(output.name()));
            case Condition.RecoversFrom recovers ->
                workflow.task(recovers.task()).orElseThrow() instanceof TaskState.Failed;
            case Condition.Not not -> !holds(not.condition());
            case Condition.All all -> all.conditions().stream().allMatch(this::holds);
            case Condition.Any any -> any.conditions().stream().anyMatch(this::holds);
        };
    }

    /// The reason to skip a task whose input comes from a task that did not succeed: the input never arrives.
    private Optional<String> missingInput(TaskSpec task) {
        for (Input input : task.inputs().values()) {
            if (input instanceof Input.OutputOf output
                    && !(workflow.task(output.task()).orElseThrow() instanceof TaskState.Succeeded)) {
                return Optional.of("An input comes from '" + output.task() + "', which did not succeed.");
            }
        }
        return Optional.empty();
    }
}
