package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A mapping in a manifest, with its place for messages. Every look at it says what it expects.
record ManifestNode(String place, Map<?, ?> content) {

    static ManifestNode root(Object content) {
        return new ManifestNode("", asMap("the file", content));
    }

    static FailureException invalid(String place, String problem) {
        return new FailureException(Failure.invalid(
                "MANIFEST_INVALID",
                ServiceManifest.PATH + ": " + place + " " + problem,
                "fix the file as docs/reference/service-manifest.md describes it"));
    }

    private static Map<?, ?> asMap(String place, @Nullable Object content) {
        if (content instanceof Map<?, ?> map) {
            return map;
        }
        throw invalid(place, content == null ? "is missing" : "is not a mapping");
    }

    private String at(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    boolean has(String key) {
        return content.get(key) != null;
    }

    void only(Set<String> known) {
        for (var key : content.keySet()) {
            if (!(key instanceof String name) || !known.contains(name)) {
                throw invalid(at(Text.shown(String.valueOf(key))), "is not a key of a service manifest");
            }
        }
    }

    ManifestNode map(String key) {
        return new ManifestNode(at(key), asMap(at(key), content.get(key)));
    }

    String text(String key, Pattern form) {
        return text(at(key), content.get(key), form);
    }

    private static String text(String place, @Nullable Object value, Pattern form) {
        if (value == null) {
            throw invalid(place, "is missing");
        }
        if (!(value instanceof String text)) {
            throw invalid(place, "is not text; put it in quotes");
        }
        if (!form.matcher(text).matches()) {
            throw invalid(place, "has a value that it cannot have: '" + Text.shown(text) + "'");
        }
        return text;
    }

    List<String> texts(String key, Pattern form, int most) {
        var texts = new ArrayList<String>();
        for (var value : list(key, most)) {
            texts.add(text(at(key) + "[" + texts.size() + "]", value, form));
        }
        return List.copyOf(texts);
    }

    List<ManifestNode> maps(String key, int most) {
        var nodes = new ArrayList<ManifestNode>();
        for (var value : list(key, most)) {
            var inside = at(key) + "[" + nodes.size() + "]";
            nodes.add(new ManifestNode(inside, asMap(inside, value)));
        }
        return List.copyOf(nodes);
    }

    private List<?> list(String key, int most) {
        var value = content.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(at(key), "is not a list");
        }
        if (list.size() > most) {
            throw invalid(at(key), "has more than " + most + " entries");
        }
        return list;
    }
}
