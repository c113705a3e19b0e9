package dev.agenticframework.agentapi;

/// A named, typed input or output of a capability. The same name means the same thing everywhere: an output feeds each
/// input of its name.
///
/// @param name camelCase, such as `mergeRequest`
/// @param type what its text form must be
/// @param required whether a task without it is refused
/// @param description one line for people
public record Field(String name, FieldType type, boolean required, String description) {

    public static Field required(String name, FieldType type, String description) {
        return new Field(name, type, true, description);
    }

    public static Field optional(String name, FieldType type, String description) {
        return new Field(name, type, false, description);
    }
}
