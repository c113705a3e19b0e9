package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes sure that no plan leads around the policy gate: what changes traffic takes the decision that the gate makes,
/// about the same commit and environment.
final class GateCheck {
    private static final List<Field<?>> JUDGED = List.of(Fields.COMMIT, Fields.ENVIRONMENT);

    private final String gates;

    /// @param capabilities of all agents
    GateCheck(Collection<Capability> capabilities) {
        this.gates = capabilities.stream()
                .filter(one -> one.gives(Fields.DEPLOYMENT_DECISION))
                .map(Capability::name)
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    /// Checks a task against the tasks before it.
    ///
    /// @throws FailureException `PLAN_GATE_MISSING`
    void check(TaskSpec task, Capability capability, Map<TaskId, TaskSpec> before) {
        if (capability.does(Effect.CHANGES_TRAFFIC)
                && gate(task, before).filter(gate -> judges(gate, task)).isEmpty()) {
            throw new FailureException(Failure.conflict(
                    "PLAN_GATE_MISSING",
                    "Task " + task.id() + " changes traffic, and its '" + Fields.DEPLOYMENT_DECISION.name()
                            + "' does not come from the policy gate for the same commit and environment.",
                    "Add a task for " + gates + " with the same commit and environment, and depend on it."));
        }
    }

    private static Optional<TaskSpec> gate(TaskSpec task, Map<TaskId, TaskSpec> before) {
        String decision = Fields.DEPLOYMENT_DECISION.name();
        return task.inputs().get(decision) instanceof Input.OutputOf output
                        && output.name().equals(decision)
                ? Optional.ofNullable(before.get(output.task()))
                : Optional.empty();
    }

    private static boolean judges(TaskSpec gate, TaskSpec task) {
        return JUDGED.stream().allMatch(field -> {
            Input judged = gate.inputs().get(field.name());
            return judged != null && judged.equals(task.inputs().get(field.name()));
        });
    }
}
