package dev.agenticframework.observability;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Creates a small value that is valid for a JSON Schema, as far as the schemas of common services go.
final class Example {

    static final String TEXT = "probe of the platform";

    private static final int MAX_DEPTH = 6;
    private static final int MAX_TEXT = 1000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Example() {}

    static JsonNode of(JsonNode document, JsonNode schema) {
        return of(document, schema, 0);
    }

    private static JsonNode of(JsonNode document, JsonNode given, int depth) {
        var schema = resolved(document, given);
        if (depth > MAX_DEPTH) {
            return NODES.nullNode();
        }
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").path(0);
        }
        if (schema.path("anyOf").size() > 0) {
            return of(document, schema.path("anyOf").path(0), depth + 1);
        }
        if (schema.path("allOf").size() > 0) {
            return of(document, schema.path("allOf").path(0), depth + 1);
        }
        return switch (type(schema)) {
            case "object" -> object(document, schema, depth);
            case "array" -> NODES.arrayNode();
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asLong(1));
            case "boolean" -> NODES.booleanNode(true);
            default -> NODES.stringNode(text(schema));
        };
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        var node = schema;
        for (int i = 0; i < MAX_DEPTH && node.has("$ref"); i++) {
            var reference = node.path("$ref").asString("");
            node = reference.startsWith("#/") ? document.at(reference.substring(1)) : NODES.objectNode();
        }
        return node;
    }

    // OpenAPI 3.1 allows a list of types, and one of them is often null.
    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            for (var one : type) {
                if (!one.asString("").equals("null")) {
                    return one.asString("");
                }
            }
        }
        return type.asString(schema.has("properties") ? "object" : "string");
    }

    private static JsonNode object(JsonNode document, JsonNode schema, int depth) {
        var object = NODES.objectNode();
        for (var name : schema.path("required")) {
            var property = name.asString("");
            object.set(property, of(document, schema.path("properties").path(property), depth + 1));
        }
        return object;
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            case "date" -> "2026-01-01";
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "email" -> "probe@example.com";
            case "uri" -> "https://example.com/";
            default ->
                sized(
                        schema.path("minLength").asInt(0),
                        schema.path("maxLength").asInt(MAX_TEXT));
        };
    }

    private static String sized(int least, int most) {
        var text = TEXT.length() < least ? TEXT.repeat(Math.min(MAX_TEXT, least) / TEXT.length() + 1) : TEXT;
        return text.substring(0, Math.clamp(most, 0, text.length()));
    }
}
