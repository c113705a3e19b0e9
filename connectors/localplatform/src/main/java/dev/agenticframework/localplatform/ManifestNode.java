package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Kind;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A mapping in a manifest. Each method says what it expects of a key, and refuses anything else with its line.
///
/// @param path the keys that lead to it, such as `spec.health`; empty for the whole file
record ManifestNode(String path, Mapping content) {

    /// The mapping of a whole file.
    static ManifestNode root(String yaml, int maxChars) {
        var start = new Place(ServiceManifest.PATH, 1);
        if (yaml.length() > maxChars) {
            throw invalid(start, "the file has more than " + maxChars + " characters");
        }
        try {
            var document = YamlReader.read(ServiceManifest.PATH, yaml);
            return new ManifestNode("", mapping(document.orElseThrow(() -> invalid(start, "the file is empty")), ""));
        } catch (YamlException e) {
            throw invalid(e.place(), String.valueOf(e.getMessage()));
        }
    }

    private static FailureException invalid(Place place, String problem) {
        return failure("Cannot read '" + place.file() + "', line " + place.line() + ": " + problem + ".");
    }

    private static FailureException failure(String message) {
        return new FailureException(Failure.invalid(
                "MANIFEST_INVALID", message, "Fix the file as docs/reference/service-manifest.md describes it."));
    }

    /// The failure of a manifest whose key does not fit what it is read for.
    static FailureException invalid(String key, String problem) {
        return failure("'" + ServiceManifest.PATH + "' does not fit: " + key + " " + problem + ".");
    }

    /// The failure of a key of this mapping.
    FailureException refused(String key, String problem) {
        return invalid(content.at(key), at(key) + " " + problem);
    }

    private static Mapping mapping(YamlValue value, String path) {
        if (value instanceof Mapping mapping) {
            return mapping;
        }
        throw invalid(value.place(), (path.isEmpty() ? "the file" : path) + " is not a mapping");
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// Whether a key has a value.
    boolean has(String key) {
        return find(key).isPresent();
    }

    private Optional<YamlValue> find(String key) {
        return content.find(key).filter(value -> !(value instanceof Scalar scalar) || scalar.kind() != Kind.NULL);
    }

    private YamlValue get(String key) {
        return find(key).orElseThrow(() -> refused(key, "is missing"));
    }

    /// Refuses unknown keys.
    void only(Set<String> known) {
        for (var key : content.entries().keySet()) {
            if (!known.contains(key)) {
                throw invalid(content.at(key), at(Text.shown(key)) + " is not a key of a service manifest");
            }
        }
    }

    /// The mapping under a key.
    ManifestNode map(String key) {
        return new ManifestNode(at(key), mapping(get(key), at(key)));
    }

    /// The text under a key.
    String text(String key, Pattern form) {
        return text(get(key), at(key), form);
    }

    private static String text(YamlValue value, String path, Pattern form) {
        if (!(value instanceof Scalar scalar) || scalar.kind() != Kind.TEXT) {
            throw invalid(value.place(), path + " is not text; put it in quotes");
        }
        if (!form.matcher(scalar.text()).matches()) {
            throw invalid(value.place(), path + " cannot have the value '" + Text.shown(scalar.text()) + "'");
        }
        return scalar.text();
    }

    /// Whether the value under a key is `true`; false when the key is missing.
    boolean flag(String key) {
        return find(key).map(value -> flag(value, at(key))).orElse(false);
    }

    private static boolean flag(YamlValue value, String path) {
        if (!(value instanceof Scalar scalar) || scalar.kind() != Kind.BOOLEAN) {
            throw invalid(value.place(), path + " is not true or false");
        }
        return scalar.text().equals("true");
    }

    /// The texts of the list under a key; empty when the key is missing.
    List<String> texts(String key, Pattern form, int most) {
        var texts = new ArrayList<String>();
        for (var item : items(key, most)) {
            texts.add(text(item, at(key) + "[" + texts.size() + "]", form));
        }
        return List.copyOf(texts);
    }

    /// The mappings of the list under a key; empty when the key is missing.
    List<ManifestNode> maps(String key, int most) {
        var nodes = new ArrayList<ManifestNode>();
        for (var item : items(key, most)) {
            var inside = at(key) + "[" + nodes.size() + "]";
            nodes.add(new ManifestNode(inside, mapping(item, inside)));
        }
        return List.copyOf(nodes);
    }

    private List<YamlValue> items(String key, int most) {
        return find(key)
                .map(value -> {
                    if (!(value instanceof Sequence list)) {
                        throw refused(key, "is not a list");
                    }
                    if (list.items().size() > most) {
                        throw refused(key, "has more than " + most + " entries");
                    }
                    return list.items();
                })
                .orElse(List.of());
    }
}
