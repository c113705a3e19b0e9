package dev.agenticframework.yaml;

import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Converts YAML to JSON, which schemas and text templates understand. Tags and places are lost.
public final class YamlJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlJson() {}

    /// The value as JSON. A number that JSON cannot represent, such as an infinity, stays a text.
    public static JsonNode of(YamlValue value) {
        return switch (value) {
            case Mapping mapping -> {
                var object = JSON.objectNode();
                mapping.entries().forEach((key, child) -> object.set(key, of(child)));
                yield object;
            }
            case Sequence sequence -> {
                var array = JSON.arrayNode();
                sequence.items().forEach(item -> array.add(of(item)));
                yield array;
            }
            case Scalar scalar -> scalar(scalar);
        };
    }

    private static JsonNode scalar(Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(scalar.isTrue());
            case INTEGER -> whole(scalar.text());
            case DECIMAL -> decimal(scalar.text());
            case TEXT -> JSON.stringNode(scalar.text());
        };
    }

    // Jackson takes the same number in nodes of two sizes for different values: the smallest that holds it is used.
    private static JsonNode whole(String text) {
        try {
            long number = Long.parseLong(text);
            return number == (int) number ? JSON.numberNode((int) number) : JSON.numberNode(number);
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }

    private static JsonNode decimal(String text) {
        try {
            return JSON.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }
}
