package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An action that an agent offers: what it needs, what it gives, what it does, and how to run it. The planner works
/// back from a goal through these.
///
/// @param agent the agent's name
/// @param action the action, unique within the agent, such as `open-merge-request`
/// @param title one line for people, in which `{name}` stands for an input's value
/// @param effects what it does, at least one; a capability that changes traffic needs [Fields#DEPLOYMENT_DECISION], so
///     that no plan leads around the policy gate
/// @param inputs what it needs; a required one without a producer in the plan must come with the request
/// @param outputs what it gives on success
/// @param estimate how long it usually takes
/// @param timeout how long one attempt may take
/// @param attempts how often it is tried in total, 1 or more
/// @param compensation the action of the same agent that undoes it; empty when it cannot be undone
/// @param recovers the field whose task it recovers from: a plan runs it when the task that gives this field has
///     failed; empty for a capability that leads to a goal
public record Capability(
        String agent,
        String action,
        String title,
        Set<Effect> effects,
        List<Field<?>> inputs,
        List<Field<?>> outputs,
        Duration estimate,
        Duration timeout,
        int attempts,
        Optional<String> compensation,
        Optional<Field<?>> recovers) {

    public Capability {
        effects = Set.copyOf(effects);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        String name = agent + "." + action;
        if (effects.isEmpty()) {
            throw new IllegalArgumentException(name + " must declare at least one effect");
        }
        if (effects.contains(Effect.CHANGES_TRAFFIC) && !inputs.contains(Fields.DEPLOYMENT_DECISION)) {
            throw new IllegalArgumentException(name + " changes traffic, so it must take the required input '"
                    + Fields.DEPLOYMENT_DECISION.name() + "' of the policy gate");
        }
        for (Field<?> input : inputs) {
            requireSubjects(name, input, inputs);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts of " + name + " must be 1 or more, not " + attempts);
        }
    }

    private static void requireSubjects(String capability, Field<?> evidence, List<Field<?>> inputs) {
        for (Field<?> subject : evidence.about()) {
            if (inputs.stream().noneMatch(input -> input.name().equals(subject.name()))) {
                throw new IllegalArgumentException(capability + " takes the evidence '" + evidence.name()
                        + "', so it must take the input '" + subject.name() + "', which the evidence is about");
            }
        }
    }

    /// A capability that leads to a goal.
    public Capability(
            String agent,
            String action,
            String title,
            Set<Effect> effects,
            List<Field<?>> inputs,
            List<Field<?>> outputs,
            Duration estimate,
            Duration timeout,
            int attempts,
            Optional<String> compensation) {
        this(
                agent,
                action,
                title,
                effects,
                inputs,
                outputs,
                estimate,
                timeout,
                attempts,
                compensation,
                Optional.empty());
    }

    /// The same capability, which recovers from a failure of the task that gives a field.
    public Capability recovering(Field<?> field) {
        return new Capability(
                agent,
                action,
                title,
                effects,
                inputs,
                outputs,
                estimate,
                timeout,
                attempts,
                compensation,
                Optional.of(field));
    }

    /// `agent.action`, its unique name.
    public String name() {
        return agent + "." + action;
    }

    /// Whether it changes what users reach, or destroys something, so that people approve it where the environment
    /// demands that.
    public boolean needsApproval() {
        return effects.stream().anyMatch(Effect::needsApproval);
    }

    /// Whether it has an effect.
    public boolean does(Effect effect) {
        return effects.contains(effect);
    }

    /// Whether it gives a field on success.
    public boolean gives(Field<?> field) {
        return outputs.stream().anyMatch(output -> output.name().equals(field.name()));
    }

    /// How much can go wrong when it runs.
    public Risk risk() {
        return Risk.of(effects);
    }

    /// Of the unique name only: planners keep capabilities in hash maps.
    @Override
    public int hashCode() {
        return 31 * agent.hashCode() + action.hashCode();
    }
}
