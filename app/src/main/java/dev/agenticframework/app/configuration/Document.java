package dev.agenticframework.app.configuration;

import dev.agenticframework.yaml.Place;
import dev.agenticframework.yaml.YamlValue;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A YAML document as JSON, with the place of each value.
///
/// @param places the place of each key by its JSON Pointer (RFC 6901)
record Document(JsonNode json, Map<String, Place> places) {

    static Document of(YamlValue value) {
        var places = new HashMap<String, Place>();
        return new Document(json(value, "", value.place(), places), places);
    }

    /// The place of a value, or of the nearest value around it.
    Place place(String pointer) {
        String at = pointer;
        while (!places.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.get(at);
    }

    /// The pointer to a member of an object.
    static String member(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode json(YamlValue value, String pointer, Place place, Map<String, Place> places) {
        places.put(pointer, place);
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case YamlValue.Scalar scalar -> scalar(scalar);
            case YamlValue.Sequence sequence -> {
                var array = nodes.arrayNode();
                int index = 0;
                for (YamlValue item : sequence.items()) {
                    array.add(json(item, pointer + "/" + index++, item.place(), places));
                }
                yield array;
            }
            case YamlValue.Mapping mapping -> {
                ObjectNode object = nodes.objectNode();
                mapping.entries()
                        .forEach((key, item) ->
                                object.set(key, json(item, member(pointer, key), mapping.at(key), places)));
                yield object;
            }
        };
    }

    private static JsonNode scalar(YamlValue.Scalar scalar) {
        var nodes = JsonNodeFactory.instance;
        try {
            return switch (scalar.kind()) {
                case TEXT -> nodes.stringNode(scalar.text());
                case INTEGER -> nodes.numberNode(Long.parseLong(scalar.text()));
                case DECIMAL -> nodes.numberNode(Double.parseDouble(scalar.text()));
                case BOOLEAN -> nodes.booleanNode(scalar.text().matches("(?i)true|yes|on"));
                case NULL -> nodes.nullNode();
            };
        } catch (NumberFormatException e) {
            // A number that YAML writes and JSON does not, such as 0x1F or .inf.
            return nodes.stringNode(scalar.text());
        }
    }
}
