package dev.agenticframework.httpapi.wire;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bounds of a record that is read: every required component is there, and every value is within what [Described]
/// declares. Reflection lists the components of a type once.
final class Bounds {
    private static final ClassValue<Bounds> OF = new ClassValue<>() {
        @Override
        protected Bounds computeValue(Class<?> type) {
            return new Bounds(
                    Stream.of(type.getRecordComponents()).map(Component::of).toList());
        }
    };

    private final List<Component> components;

    private Bounds(List<Component> components) {
        this.components = components;
    }

    private record Component(
            String name,
            boolean required,
            Method accessor,
            @Nullable Described described) {
        static Component of(RecordComponent component) {
            return new Component(
                    component.getName(),
                    component.getType() != Optional.class,
                    component.getAccessor(),
                    component.getAnnotation(Described.class));
        }

        @Nullable
        Object value(Record record) {
            try {
                return present(accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A component of a public record cannot be read.", e);
            }
        }
    }

    static Bounds of(Class<?> type) {
        return OF.get(type);
    }

    /// @throws dev.agenticframework.agentapi.FailureException `FIELD_INVALID`
    void check(Record record) {
        check(record, "");
    }

    private void check(Record record, String prefix) {
        for (Component component : components) {
            Object value = component.value(record);
            if (value != null) {
                checkValue(value, prefix + component.name(), component.described());
            } else if (component.required()) {
                throw Json.invalid(prefix + component.name(), "is missing", "Add it.");
            }
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
                case Record record -> of(record.getClass()).check(record, name + "[" + i + "].");
                case null -> throw Json.invalid(name + "[" + i + "]", "is null", "Remove it, or give it a value.");
                default -> {}
            }
        }
    }
}
