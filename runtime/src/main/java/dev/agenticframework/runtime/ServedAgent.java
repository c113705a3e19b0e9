package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Inputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An agent of this process, and the inputs that its actions take.
record ServedAgent(Agent agent, Map<String, List<Field<?>>> inputs) {
    static ServedAgent of(Agent agent) {
        return new ServedAgent(
                agent,
                agent.capabilities().stream()
                        .collect(Collectors.toUnmodifiableMap(Capability::action, Capability::inputs)));
    }

    /// Why the agent cannot take a task: an input is missing, or has the wrong type.
    Optional<Failure> refusal(String action, Inputs given) {
        List<Field<?>> fields = inputs.get(action);
        return fields == null ? Optional.empty() : given.firstProblem(fields);
    }
}
