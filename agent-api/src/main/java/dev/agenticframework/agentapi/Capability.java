package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An action that an agent offers: what it needs, what it gives, and how it is to be run. The planner regresses goals
/// through these.
///
/// @param agent the agent's name
/// @param action the action, unique within the agent, such as `open-merge-request`
/// @param title one line for people, in which `{name}` stands for an input's value
/// @param inputs what it needs; one without a producer in the plan must come with the request
/// @param outputs what it gives on success
/// @param estimate how long it usually takes
/// @param timeout how long one attempt may take
/// @param attempts how often it is tried in all, 1 or more
/// @param compensation the action of the same agent that undoes it, if it can be undone
public record Capability(
        String agent,
        String action,
        String title,
        List<Field> inputs,
        List<Field> outputs,
        Duration estimate,
        Duration timeout,
        int attempts,
        Optional<String> compensation) {

    public Capability {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "attempts of " + agent + "." + action + " must be 1 or more, not " + attempts);
        }
    }

    /// `agent.action`, its unique name.
    public String name() {
        return agent + "." + action;
    }
}
