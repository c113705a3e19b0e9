package dev.agenticframework.rego;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.builtin.Builtins;
import dev.agenticframework.rego.library.StandardBuiltins;
import dev.agenticframework.rego.source.RegoVersion;

/// How to compile policies.
///
/// @param builtins the built-ins that policies may call
/// @param keepPrint whether calls of `print` stay in the code; otherwise they are dropped
/// @param strict whether unused variables and imports, and deprecated built-ins, are errors
public record CompileOptions(RegoVersion version, Builtins builtins, boolean keepPrint, boolean strict) {
    public static final CompileOptions V1 = new CompileOptions(RegoVersion.V1, StandardBuiltins.ALL, false, false);
    public static final CompileOptions V0 = new CompileOptions(RegoVersion.V0, StandardBuiltins.ALL, false, false);

    public static CompileOptions of(RegoVersion version) {
        return switch (version) {
            case V0 -> V0;
            case V1 -> V1;
        };
    }

    public CompileOptions withPrint() {
        return new CompileOptions(version, builtins, true, strict);
    }

    /// Returns these options with one more built-in.
    ///
    /// @param signature such as `acme.price(item: string, count: number) total: number`
    public CompileOptions withBuiltin(String signature, Builtin.Function implementation) {
        return new CompileOptions(version, builtins.with(signature, implementation), keepPrint, strict);
    }

    public CompileOptions asStrict() {
        return new CompileOptions(version, builtins, keepPrint, true);
    }
}
