package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Replaces each `!reference [job, keyword]` by the value that it names.
final class References {

    /// The deepest nesting of references, as in GitLab.
    static final int MAX_DEPTH = 10;
    /// The most values after references are resolved.
    static final int MAX_VALUES = 100_000;

    private static final String TAG = "!reference";

    private final Mapping root;
    private final Shapes shapes;
    private int values;

    private References(Mapping root, Shapes shapes) {
        this.root = root;
        this.shapes = shapes;
    }

    static Mapping resolve(Mapping root, Shapes shapes) {
        return new References(root, shapes).mapping(root, 0);
    }

    private Mapping mapping(Mapping mapping, int depth) {
        var entries = new LinkedHashMap<String, YamlValue>();
        mapping.entries().forEach((key, value) -> entries.put(key, value(value, depth)));
        return new Mapping(Collections.unmodifiableMap(entries), mapping.keys(), mapping.tag(), mapping.place());
    }

    private YamlValue value(YamlValue value, int depth) {
        if (++values > MAX_VALUES) {
            if (values == MAX_VALUES + 1) {
                shapes.invalid(value.place(), "the references make more than " + MAX_VALUES + " values");
            }
            return nothing(value);
        }
        if (value.tag().equals(TAG)) {
            return reference(value, depth);
        }
        return switch (value) {
            case Scalar scalar -> scalar;
            case Mapping mapping -> mapping(mapping, depth);
            case Sequence sequence ->
                new Sequence(
                        sequence.items().stream()
                                .map(item -> value(item, depth))
                                .toList(),
                        sequence.tag(),
                        sequence.place());
        };
    }

    private YamlValue reference(YamlValue value, int depth) {
        if (depth >= MAX_DEPTH) {
            shapes.invalid(
                    value.place(),
                    "a !reference leads to itself, or is nested more than " + MAX_DEPTH + " levels deep");
            return nothing(value);
        }
        var path = new ArrayList<String>();
        for (var item : Shapes.items(value)) {
            shapes.text(item, TAG).ifPresent(path::add);
        }
        var found = find(path);
        if (found.isEmpty()) {
            shapes.missing(value.place(), "!reference " + path + " names nothing");
            return nothing(value);
        }
        return value(found.get(), depth + 1);
    }

    private Optional<YamlValue> find(List<String> path) {
        Optional<YamlValue> at = path.isEmpty() ? Optional.empty() : Optional.of(root);
        for (var key : path) {
            at = at.flatMap(v -> v instanceof Mapping mapping ? mapping.find(key) : Optional.empty());
        }
        return at;
    }

    private static YamlValue nothing(YamlValue value) {
        return new Sequence(List.of(), "", value.place());
    }
}
