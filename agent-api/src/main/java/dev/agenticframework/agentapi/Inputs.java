package dev.agenticframework.agentapi;

import java.util.Map;
import java.util.Optional;

/// The inputs of a task by name, with typed access.
public record Inputs(Map<String, String> values) {

    public Inputs {
        values = Map.copyOf(values);
    }

    /// A value that the capability declares as required.
    public String text(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new FailureException(Failure.internal(
                    "TASK_INPUT_MISSING",
                    "the task has no input '" + name + "'",
                    "report this: the plan should have been refused"));
        }
        return value;
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int integer(String name, int otherwise) {
        return find(name).map(Integer::parseInt).orElse(otherwise);
    }
}
