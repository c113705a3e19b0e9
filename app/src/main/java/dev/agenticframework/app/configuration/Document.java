package dev.agenticframework.app.configuration;

import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlJson;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Sequence;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// A YAML document and the same document as JSON.
record Document(YamlValue yaml, JsonNode json) {

    static Document of(YamlValue yaml) {
        return new Document(yaml, YamlJson.of(yaml));
    }

    /// The place of the key or item that a JSON Pointer (RFC 6901) names, or of the nearest one around it.
    Place place(String pointer) {
        YamlValue value = yaml;
        Place place = yaml.place();
        for (var at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
            String key = at.getMatchingProperty();
            if (value instanceof Mapping mapping && mapping.entries().containsKey(key)) {
                place = mapping.at(key);
                value = mapping.find(key).orElseThrow();
            } else if (value instanceof Sequence sequence) {
                value = sequence.items().get(Integer.parseInt(key));
                place = value.place();
            } else {
                return place;
            }
        }
        return place;
    }

    /// The pointer to a member of an object.
    static String member(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
