package dev.agenticframework.rego.bundle;

import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Base documents from JSON and YAML files, nested like the folders of the files.
final class DataFiles {
    private ObjectValue root = ObjectValue.EMPTY;

    static boolean isData(String path) {
        return path.endsWith(".json") || isYaml(path);
    }

    private static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    static Value parse(String path, byte[] content) {
        try {
            return isYaml(path) ? YamlText.parse(new String(content, StandardCharsets.UTF_8)) : JsonText.parse(content);
        } catch (JsonText.InvalidJson | YamlText.InvalidYaml invalid) {
            throw new LoadFailure(path + ": " + invalid.getMessage());
        }
    }

    /// Adds a document at a path of keys. Two documents may share objects, but not values.
    void add(String file, List<String> path, Value document) {
        Value nested = document;
        for (String key : path.reversed()) {
            nested = ObjectValue.of(key, nested);
        }
        if (!(nested instanceof ObjectValue object)) {
            throw new LoadFailure(
                    file
                            + ": a document at the root must be an object. To load another value, use a prefix such as name:file.");
        }
        root = merged(file, root, object);
    }

    private static ObjectValue merged(String file, ObjectValue left, ObjectValue right) {
        ObjectValue.Builder merged = left.toBuilder();
        for (int i = 0; i < right.size(); i++) {
            Value key = right.keyAt(i);
            Value before = merged.get(key);
            Value value = right.valueAt(i);
            if (before == null) {
                merged.put(key, value);
            } else if (before instanceof ObjectValue a && value instanceof ObjectValue b) {
                merged.put(key, merged(file, a, b));
            } else if (!before.equals(value)) {
                throw new LoadFailure(file + ": merge error: " + key + " is defined twice");
            }
        }
        return merged.build();
    }

    ObjectValue build() {
        return root;
    }
}
