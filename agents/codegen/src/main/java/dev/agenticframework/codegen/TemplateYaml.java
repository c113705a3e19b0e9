package dev.agenticframework.codegen;

import dev.agenticframework.yaml.YamlException;
import dev.agenticframework.yaml.YamlReader;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads a YAML document as JSON, which schemas and text templates understand.
final class YamlJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlJson() {}

    /// The document of a file; JSON's null when it is empty.
    ///
    /// @throws TemplateException `TEMPLATE_INVALID`, with the file and the line
    static JsonNode read(String file, String text) {
        try {
            return YamlReader.read(file, text).map(YamlJson::node).orElse(JSON.nullNode());
        } catch (YamlException e) {
            throw TemplateException.invalid(
                    e.place().toString(), "is not valid YAML: " + e.getMessage() + ".", "Fix the syntax.");
        }
    }

    private static JsonNode node(YamlValue value) {
        return switch (value) {
            case Mapping mapping -> {
                var object = JSON.objectNode();
                mapping.entries().forEach((key, child) -> object.set(key, node(child)));
                yield object;
            }
            case Sequence sequence -> {
                var array = JSON.arrayNode();
                sequence.items().forEach(item -> array.add(node(item)));
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

    // JSON has no infinity: it stays a text.
    private static JsonNode decimal(String text) {
        try {
            return JSON.numberNode(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }
}
