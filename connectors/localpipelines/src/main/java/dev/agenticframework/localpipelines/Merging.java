package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;

/// The deep merge of GitLab: mappings are merged key by key, and anything else is replaced.
final class Merging {

    private Merging() {}

    static Mapping deep(Mapping under, Mapping over) {
        var entries = new LinkedHashMap<>(under.entries());
        var keys = new LinkedHashMap<>(under.keys());
        over.entries()
                .forEach((key, value) -> entries.merge(
                        key,
                        value,
                        (old, now) -> old instanceof Mapping o && now instanceof Mapping n ? deep(o, n) : now));
        keys.putAll(over.keys());
        return new Mapping(
                Collections.unmodifiableMap(entries), Collections.unmodifiableMap(keys), over.tag(), over.place());
    }

    static Mapping without(Mapping mapping, String key) {
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.remove(key);
        return new Mapping(Collections.unmodifiableMap(entries), mapping.keys(), mapping.tag(), mapping.place());
    }

    static Mapping with(Mapping mapping, String key, YamlValue value) {
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.put(key, value);
        return new Mapping(Collections.unmodifiableMap(entries), mapping.keys(), mapping.tag(), mapping.place());
    }
}
