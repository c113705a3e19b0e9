package dev.agenticframework.app.configuration;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Checks a part of a document against a JSON Schema, and says what to do about each mistake.
final class SchemaProblems {
    private static final int SHOWN_CHARS = 60;

    private final Document document;

    SchemaProblems(Document document) {
        this.document = document;
    }

    /// The mistakes in the part that a pointer names.
    List<Problem> check(String pointer, JsonNode schema) {
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return validator.validate(document.json().at(pointer)).stream()
                .map(error -> problem(pointer + pointer(error), error, violated(schema, error)))
                .distinct()
                .toList();
    }

    /// The schema that has the violated keyword.
    private static JsonNode violated(JsonNode schema, Error error) {
        String keyword = String.valueOf(error.getSchemaLocation().getFragment());
        return schema.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }

    private Problem problem(String pointer, Error error, JsonNode schema) {
        String key = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "required" ->
                new Problem(document.place(pointer), where(pointer) + " has no key '" + key + "'.", "Add the key.");
            case "additionalProperties" ->
                new Problem(
                        document.place(Document.member(pointer, key)),
                        where(pointer) + " has the unknown key '" + shown(key) + "'.",
                        "Use these keys only: "
                                + String.join(", ", schema.path("properties").propertyNames()) + ".");
            case "propertyNames" ->
                new Problem(
                        document.place(Document.member(pointer, key)),
                        "'" + shown(key) + "' is not a valid name.",
                        schema.at("/propertyNames/description").asString(""));
            default ->
                new Problem(
                        document.place(pointer),
                        where(pointer) + " is " + value(error.getInstanceNode()) + ", which is not valid.",
                        remedy(error.getKeyword(), schema));
        };
    }

    private static String pointer(Error error) {
        var location = error.getInstanceLocation();
        var pointer = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            pointer.append(Document.member("", String.valueOf(location.getElement(i))));
        }
        return pointer.toString();
    }

    private static String remedy(String keyword, JsonNode schema) {
        return switch (keyword) {
            case "enum" -> "Use one of: " + texts(schema.path("enum")) + ".";
            case "type" -> "Use a value of this type: " + texts(schema.path("type")) + ".";
            case "minimum", "maximum" ->
                "Use a number from " + schema.path("minimum").asString("") + " to "
                        + schema.path("maximum").asString("") + ".";
            default -> schema.path("description").asString("Match the schema: agentic config schema");
        };
    }

    /// The path of a value, such as `environments.staging`.
    private static String where(String pointer) {
        return pointer.isEmpty()
                ? "The file"
                : "'"
                        + pointer.substring(1)
                                .replace('/', '.')
                                .replace("~1", "/")
                                .replace("~0", "~") + "'";
    }

    private static String value(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            case NULL, MISSING -> "empty";
            default -> "'" + shown(node.asString("")) + "'";
        };
    }

    /// One text, or several of a list.
    private static String texts(JsonNode choices) {
        return choices.isArray()
                ? choices.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : choices.asString("");
    }

    private static String shown(String text) {
        String cut = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
