package dev.agenticframework.agentapi;

import java.util.LinkedHashMap;
import java.util.Map;

/// The outputs of a task: text by name, written through typed fields.
public record Outputs(Map<String, String> values) {
    /// No outputs.
    public static final Outputs NONE = new Outputs(Map.of());

    public Outputs {
        values = Map.copyOf(values);
    }

    /// One output.
    ///
    /// @throws IllegalArgumentException when the value is not one of the field's type
    public static <T> Outputs of(Field<T> field, T value) {
        return NONE.with(field, value);
    }

    /// These outputs and one more.
    ///
    /// @throws IllegalArgumentException when the value is not one of the field's type
    public <T> Outputs with(Field<T> field, T value) {
        var all = new LinkedHashMap<>(values);
        all.put(field.name(), field.type().write(value));
        return new Outputs(all);
    }
}
