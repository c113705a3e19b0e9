package dev.agenticframework.rego;

/// How policies are compiled.
///
/// @param builtins those that policies may call
/// @param keepPrint whether calls of `print` stay; otherwise they are left out
/// @param strict whether unused variables and imports are errors
public record CompileOptions(RegoVersion version, Builtins builtins, boolean keepPrint, boolean strict) {
    public static final CompileOptions V1 = new CompileOptions(RegoVersion.V1, Builtins.standard(), false, false);
    public static final CompileOptions V0 = new CompileOptions(RegoVersion.V0, Builtins.standard(), false, false);

    public CompileOptions withPrint() {
        return new CompileOptions(version, builtins, true, strict);
    }

    public CompileOptions withBuiltins(Builtins others) {
        return new CompileOptions(version, others, keepPrint, strict);
    }

    public CompileOptions asStrict() {
        return new CompileOptions(version, builtins, keepPrint, true);
    }
}
