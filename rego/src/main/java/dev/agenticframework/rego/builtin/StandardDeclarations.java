package dev.agenticframework.rego.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The declarations of the standard built-ins. Each is parsed on first use.
public final class StandardDeclarations {
    private static final String RESOURCE = "builtins.txt";

    public static final StandardDeclarations ALL = new StandardDeclarations();

    private final Map<String, String> lines = new HashMap<>();
    private final ConcurrentHashMap<String, BuiltinDeclaration> parsed = new ConcurrentHashMap<>();

    private StandardDeclarations() {
        try (InputStream stream = StandardDeclarations.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> lines.put(line.substring(0, line.indexOf('(')), line));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Nullable
    public BuiltinDeclaration find(String name) {
        BuiltinDeclaration known = parsed.get(name);
        String line = known == null ? lines.get(name) : null;
        return line == null ? known : parsed.computeIfAbsent(name, _ -> BuiltinDeclaration.parse(line));
    }

    Set<String> names() {
        return lines.keySet();
    }
}
