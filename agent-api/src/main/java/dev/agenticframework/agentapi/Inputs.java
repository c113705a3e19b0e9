package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The inputs of a task: text by name, read through typed fields.
public record Inputs(Map<String, String> values) {

    public Inputs {
        values = Map.copyOf(values);
    }

    /// The value of a field that the capability declares as required.
    ///
    /// @throws FailureException `TASK_INPUT_MISSING`, `TASK_INPUT_INVALID`
    public <T> T get(Field<T> field) {
        return find(field).orElseThrow(() -> new FailureException(missing(field)));
    }

    /// The value of a field that may be absent.
    ///
    /// @throws FailureException `TASK_INPUT_INVALID`
    public <T> Optional<T> find(Field<T> field) {
        return Optional.ofNullable(values.get(field.name()))
                .map(text -> field.type()
                        .parse(text)
                        .orElseThrow(() -> new FailureException(
                                invalid(field.problem(text).orElse("'" + field.name() + "' is not valid")))));
    }

    /// The value of a field, or another one when it is absent.
    ///
    /// @throws FailureException `TASK_INPUT_INVALID`
    public <T> T get(Field<T> field, T otherwise) {
        return find(field).orElse(otherwise);
    }

    /// Checks the inputs of a task before its agent sees them.
    ///
    /// @param fields what the task takes
    /// @return the first required value that is missing (`TASK_INPUT_MISSING`) or value that is not of its field's
    ///     type (`TASK_INPUT_INVALID`); empty when there is none
    public Optional<Failure> firstProblem(List<Field<?>> fields) {
        return fields.stream().flatMap(field -> problem(field).stream()).findFirst();
    }

    private Optional<Failure> problem(Field<?> field) {
        String text = values.get(field.name());
        if (text == null) {
            return field.required() ? Optional.of(missing(field)) : Optional.empty();
        }
        return field.problem(text).map(Inputs::invalid);
    }

    private static Failure missing(Field<?> field) {
        return Failure.internal(
                "TASK_INPUT_MISSING",
                "The task has no input '" + field.name() + "'.",
                "Report this defect: the plan should have been refused.");
    }

    private static Failure invalid(String problem) {
        return Failure.internal(
                "TASK_INPUT_INVALID",
                "The task's input " + problem + ".",
                "Check the task that this value comes from. If you gave the value yourself, correct it and retry.");
    }
}
