package dev.agenticframework.rego;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The built-ins that policies may call, by name: the standard ones, and those that a user adds.
public final class Builtins {
    private static final BuiltinDeclarations DECLARATIONS = new BuiltinDeclarations();
    private static final BuiltinFamilies IMPLEMENTATIONS = new BuiltinFamilies();
    private static final Builtins STANDARD = new Builtins(Map.of());

    private record Added(BuiltinDeclaration declaration, Builtin implementation) {}

    private final Map<String, Added> added;

    private Builtins(Map<String, Added> added) {
        this.added = added;
    }

    /// All that the language defines.
    public static Builtins standard() {
        return STANDARD;
    }

    /// These built-ins and one more.
    ///
    /// @param signature such as `acme.price(item: string, count: number) total: number`
    public Builtins with(String signature, Builtin.Function implementation) {
        BuiltinDeclaration declaration = BuiltinDeclaration.parse(signature);
        Map<String, Added> more = new HashMap<>(added);
        more.put(declaration.name(), new Added(declaration, implementation));
        return new Builtins(more);
    }

    public @Nullable BuiltinDeclaration declaration(String name) {
        Added own = added.get(name);
        return own == null ? DECLARATIONS.find(name) : own.declaration();
    }

    public @Nullable Builtin implementation(String name) {
        Added own = added.get(name);
        return own == null ? IMPLEMENTATIONS.find(name) : own.implementation();
    }

    /// All declarations by ascending name.
    public Collection<BuiltinDeclaration> declarations() {
        Map<String, BuiltinDeclaration> all = new TreeMap<>();
        DECLARATIONS.names().forEach(name -> all.put(name, declaration(name)));
        added.values().forEach(own -> all.put(own.declaration().name(), own.declaration()));
        return all.values();
    }
}
