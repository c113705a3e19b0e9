package dev.agenticframework.planner;

import java.util.EnumMap;
import java.util.Map;

/// Values by field. A field without a value is [#NONE].
public record FieldValues(Map<Field, String> values) {
    static final String NONE = "none";

    public FieldValues {
        values = values.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public String of(Field field) {
        return values.getOrDefault(field, NONE);
    }
}
