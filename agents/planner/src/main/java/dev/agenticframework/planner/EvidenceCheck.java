package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.FieldType;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks that a task has its evidence from a task that is permitted to give it, and about the same things. Serves
/// plans, where values can still be open, and tasks that are about to start.
final class EvidenceCheck {
    private final Capabilities capabilities;

    EvidenceCheck(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /// What is known of an input of a task: two inputs are the same when these are equal.
    interface Known {
        Optional<?> of(TaskSpec task, Field<?> input);
    }

    /// The first evidence of a task that does not count.
    ///
    /// @param tasks the tasks of the plan by their ids
    /// @return empty when all evidence counts
    Optional<Failure> problem(
            TaskSpec task, Capability capability, Function<TaskId, Optional<TaskSpec>> tasks, Known known) {
        return capability.inputs().stream()
                .filter(Field::isEvidence)
                .filter(field -> field.required() || task.inputs().containsKey(field.name()))
                .filter(field -> giver(task, field, tasks)
                        .filter(giver -> isAboutTheSame(field, giver, task, known))
                        .isEmpty())
                .findFirst()
                .map(field -> missing(task, field));
    }

    private Optional<TaskSpec> giver(TaskSpec task, Field<?> field, Function<TaskId, Optional<TaskSpec>> tasks) {
        return task.inputs().get(field.name()) instanceof Input.OutputOf output
                        && output.name().equals(field.name())
                ? tasks.apply(output.task())
                        .filter(giver -> capabilities
                                .of(giver)
                                .filter(one -> one.gives(field))
                                .isPresent())
                : Optional.empty();
    }

    private static boolean isAboutTheSame(Field<?> evidence, TaskSpec giver, TaskSpec taker, Known known) {
        return evidence.about().stream()
                .allMatch(subject -> known.of(giver, subject).equals(known.of(taker, subject)));
    }

    private Failure missing(TaskSpec task, Field<?> field) {
        String givers = capabilities.all().stream()
                .filter(one -> one.gives(field))
                .map(Capability::name)
                .sorted()
                .collect(Collectors.joining(" or "));
        String subjects = names(field.about());
        String message = "The '" + field.name() + "' of task " + task.id() + " must be the output of a task for "
                + givers + " that has the same " + subjects + ".";
        String remedy = "Add such a task, and depend on it. A value of your own, or another output, does not count.";
        return isDecision(field)
                ? Failure.conflict("PLAN_GATE_MISSING", message, remedy)
                : Failure.conflict("PLAN_EVIDENCE_MISSING", message, remedy);
    }

    private static boolean isDecision(Field<?> field) {
        return field.type().equals(FieldType.choice(Decision.class));
    }

    private static String names(Collection<Field<?>> fields) {
        return fields.stream().map(Field::name).collect(Collectors.joining(", "));
    }
}
