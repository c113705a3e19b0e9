package dev.agenticframework.httpapi.wire;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks a record that was read: every required component is there, and every value is within the bounds that
/// [Described] declares.
final class Bounds {
    private Bounds() {}

    /// @throws dev.agenticframework.agentapi.FailureException `FIELD_INVALID`
    static void check(Record record) {
        check(record, "");
    }

    private static void check(Record record, String prefix) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = present(value(record, component));
            if (value != null) {
                checkValue(value, prefix + component.getName(), component.getAnnotation(Described.class));
            } else if (component.getType() != Optional.class) {
                throw Json.invalid(prefix + component.getName(), "is missing", "Add it.");
            }
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A component of a public record cannot be read.", e);
        }
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private static void checkValue(Object value, String name, @Nullable Described described) {
        switch (value) {
            case String text when described != null -> checkText(text, name, described);
            case Integer number when described != null -> checkNumber(number, name, described);
            case List<?> items -> checkItems(items, name);
            default -> {}
        }
    }

    private static void checkText(String text, String name, Described described) {
        if (text.length() < described.min()) {
            throw Json.invalid(name, "is too short", characters(described));
        }
        if (text.length() > described.max()) {
            throw Json.invalid(name, "has " + text.length() + " characters", characters(described));
        }
    }

    private static String characters(Described described) {
        return "Use " + Math.max(0, described.min()) + " to " + described.max() + " characters.";
    }

    private static void checkNumber(int number, String name, Described described) {
        if (number < described.min() || number > described.max()) {
            throw Json.invalid(
                    name, "is " + number, "Use a number from " + described.min() + " to " + described.max() + ".");
        }
    }

    private static void checkItems(List<?> items, String name) {
        for (int i = 0; i < items.size(); i++) {
            switch (items.get(i)) {
                case Record record -> check(record, name + "[" + i + "].");
                case null -> throw Json.invalid(name + "[" + i + "]", "is null", "Remove it, or give it a value.");
                default -> {}
            }
        }
    }
}
