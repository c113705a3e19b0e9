package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Optional;

/// A named, typed input or output of a capability. A name means the same everywhere: an output feeds each input of
/// its name.
///
/// @param <T> the type of its values
/// @param name in camelCase, such as `mergeRequest`
/// @param type how its values are read and written
/// @param required whether a task without it is refused
/// @param description one line for people
/// @param about the fields that it is evidence about; empty when it is no evidence. Evidence opens gates, so no plan
///     can state it: it comes from a task whose capability gives it, and both tasks have the same values in these
///     fields
public record Field<T>(String name, FieldType<T> type, boolean required, String description, List<Field<?>> about) {
    private static final int SHOWN_CHARS = 60;

    public Field {
        about = List.copyOf(about);
    }

    /// A field that must have a value.
    public static <T> Field<T> required(String name, FieldType<T> type, String description) {
        return new Field<>(name, type, true, description, List.of());
    }

    /// A field that may be absent.
    public static <T> Field<T> optional(String name, FieldType<T> type, String description) {
        return new Field<>(name, type, false, description, List.of());
    }

    /// The same field as evidence about other fields.
    public Field<T> asEvidenceAbout(Field<?>... subjects) {
        return new Field<>(name, type, required, description, List.of(subjects));
    }

    /// Whether it is evidence.
    public boolean isEvidence() {
        return !about.isEmpty();
    }

    /// The same field where it may be absent.
    public Field<T> asOptional() {
        return new Field<>(name, type, false, description, about);
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
