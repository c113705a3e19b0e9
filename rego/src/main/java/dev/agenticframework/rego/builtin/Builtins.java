package dev.agenticframework.rego.builtin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The built-ins that policies may call, by name: the standard ones, and yours.
public final class Builtins {
    private record Added(BuiltinDeclaration declaration, Builtin implementation) {}

    private final Function<String, @Nullable Builtin> standard;
    private final Map<String, Added> added;

    private Builtins(Function<String, @Nullable Builtin> standard, Map<String, Added> added) {
        this.standard = standard;
        this.added = added;
    }

    /// Returns the standard built-ins.
    ///
    /// @param implementations finds an implementation by name, or returns null
    public static Builtins of(Function<String, @Nullable Builtin> implementations) {
        return new Builtins(implementations, Map.of());
    }

    /// Returns these built-ins and one more.
    ///
    /// @param signature such as `acme.price(item: string, count: number) total: number`
    public Builtins with(String signature, Builtin.Function implementation) {
        BuiltinDeclaration declaration = BuiltinDeclaration.parse(signature);
        Map<String, Added> more = new HashMap<>(added);
        more.put(declaration.name(), new Added(declaration, implementation));
        return new Builtins(standard, more);
    }

    /// Whether the built-in is one of yours.
    public boolean isAdded(String name) {
        return added.containsKey(name);
    }

    public @Nullable BuiltinDeclaration declaration(String name) {
        Added own = added.get(name);
        return own == null ? StandardDeclarations.ALL.find(name) : own.declaration();
    }

    public @Nullable Builtin implementation(String name) {
        Added own = added.get(name);
        return own == null ? standard.apply(name) : own.implementation();
    }

    /// Returns all declarations by ascending name.
    public Collection<BuiltinDeclaration> declarations() {
        Map<String, BuiltinDeclaration> all = new TreeMap<>();
        StandardDeclarations.ALL.names().forEach(name -> all.put(name, declaration(name)));
        added.values().forEach(own -> all.put(own.declaration().name(), own.declaration()));
        return all.values();
    }
}
