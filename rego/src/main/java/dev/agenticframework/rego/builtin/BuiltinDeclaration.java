package dev.agenticframework.rego.builtin;

import org.jspecify.annotations.Nullable;

/// The declaration of a built-in.
///
/// @param infix the operator that calls it, such as `+`, or null
/// @param relation whether one call may have several results
/// @param deprecated whether v1 forbids calls of it
/// @param nondeterministic whether equal operands may give different results
public record BuiltinDeclaration(
        String name,
        RegoType.Function type,
        @Nullable String infix,
        boolean relation,
        boolean deprecated,
        boolean nondeterministic) {

    /// Parses `NAME(argument: type, ...) result: type # flags`.
    static BuiltinDeclaration parse(String line) {
        int comment = line.indexOf('#');
        String flags = comment < 0 ? "" : line.substring(comment + 1).strip();
        SignatureReader.Signature signature = SignatureReader.read(comment < 0 ? line : line.substring(0, comment));
        return new BuiltinDeclaration(
                signature.name(),
                signature.type(),
                flags.startsWith("infix ") ? flags.substring("infix ".length()) : null,
                flags.contains("relation"),
                flags.contains("deprecated"),
                flags.contains("nondeterministic"));
    }

    public int arity() {
        return type.parameters().size();
    }
}
