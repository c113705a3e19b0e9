package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Set;

/// Removes keywords without a value: to GitLab, they are not specified. A variable without a value is empty.
final class Nulls {

    private static final Set<String> KEPT = Set.of("variables", "matrix", "inputs");

    private Nulls() {}

    static boolean isNull(YamlValue value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /// Removes them from a whole file. A job needs a value.
    static Mapping dropped(Mapping root) {
        var entries = new LinkedHashMap<String, YamlValue>();
        root.entries().forEach((key, value) -> {
            if (!isNull(value) || !Keywords.GLOBAL.contains(key)) {
                entries.put(key, KEPT.contains(key) ? value : inside(value));
            }
        });
        return new Mapping(Collections.unmodifiableMap(entries), root.keys(), root.tag(), root.place());
    }

    private static YamlValue inside(YamlValue value) {
        return switch (value) {
            case Mapping mapping -> {
                var entries = new LinkedHashMap<String, YamlValue>();
                mapping.entries().forEach((key, child) -> {
                    if (!isNull(child)) {
                        entries.put(key, KEPT.contains(key) ? child : inside(child));
                    }
                });
                yield new Mapping(Collections.unmodifiableMap(entries), mapping.keys(), mapping.tag(), mapping.place());
            }
            case Sequence sequence ->
                new Sequence(sequence.items().stream().map(Nulls::inside).toList(), sequence.tag(), sequence.place());
            case Scalar scalar -> scalar;
        };
    }
}
