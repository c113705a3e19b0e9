package dev.agenticframework.agentapi;

import java.util.Optional;

/// A named, typed input or output of a capability. A name means the same everywhere: an output feeds each input of
/// its name.
///
/// @param <T> the type of its values
/// @param name in camelCase, such as `mergeRequest`
/// @param type how its values are read and written
/// @param required whether a task without it is refused
/// @param description one line for people
public record Field<T>(String name, FieldType<T> type, boolean required, String description) {
    private static final int SHOWN_CHARS = 60;

    /// A field that must have a value.
    public static <T> Field<T> required(String name, FieldType<T> type, String description) {
        return new Field<>(name, type, true, description);
    }

    /// A field that may be absent.
    public static <T> Field<T> optional(String name, FieldType<T> type, String description) {
        return new Field<>(name, type, false, description);
    }

    /// The same field where it may be absent.
    public Field<T> asOptional() {
        return optional(name, type, description);
    }

    /// Says why a text is not a value of this field, naming the field and the start of the text; empty when it
    /// is one.
    public Optional<String> problem(String text) {
        return type.parse(text).isPresent()
                ? Optional.empty()
                : Optional.of("'" + name + "' must be " + type + ", not '" + shown(text) + "'");
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > SHOWN_CHARS ? printable.substring(0, SHOWN_CHARS) + "..." : printable;
    }
}
