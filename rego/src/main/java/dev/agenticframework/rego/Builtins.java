package dev.agenticframework.rego;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The built-ins that policies may call, by name: the standard ones, and those that a user adds.
public final class Builtins {
    private static final String DECLARATIONS = "builtins.txt";

    private final Map<String, BuiltinDeclaration> declarations;
    private final Map<String, Builtin> implementations;

    private Builtins(Map<String, BuiltinDeclaration> declarations, Map<String, Builtin> implementations) {
        this.declarations = declarations;
        this.implementations = implementations;
    }

    /// All that the language defines.
    public static Builtins standard() {
        return Standard.INSTANCE;
    }

    private static final class Standard {
        private static final Builtins INSTANCE = new Builtins(readDeclarations(), BuiltinFamilies.all());
    }

    /// These built-ins and one more.
    ///
    /// @param signature such as `acme.price(item: string, count: number) total: number`
    public Builtins with(String signature, Builtin.Function implementation) {
        BuiltinDeclaration declaration = BuiltinDeclaration.parse(signature);
        Map<String, BuiltinDeclaration> moreDeclarations = new TreeMap<>(declarations);
        Map<String, Builtin> moreImplementations = new HashMap<>(implementations);
        moreDeclarations.put(declaration.name(), declaration);
        moreImplementations.put(declaration.name(), implementation);
        return new Builtins(moreDeclarations, moreImplementations);
    }

    public @Nullable BuiltinDeclaration declaration(String name) {
        return declarations.get(name);
    }

    public @Nullable Builtin implementation(String name) {
        return implementations.get(name);
    }

    /// All declarations by ascending name.
    public Collection<BuiltinDeclaration> declarations() {
        return Collections.unmodifiableCollection(declarations.values());
    }

    private static Map<String, BuiltinDeclaration> readDeclarations() {
        Map<String, BuiltinDeclaration> read = new TreeMap<>();
        try (InputStream stream = Builtins.class.getResourceAsStream(DECLARATIONS)) {
            if (stream == null) {
                throw new IllegalStateException(DECLARATIONS + " is missing from the jar");
            }
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(BuiltinDeclaration::parse)
                    .forEach(declaration -> read.put(declaration.name(), declaration));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return read;
    }
}
