package dev.agenticframework.httpapi;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A parameter of an operation.
///
/// @param in `path`, `query` or `header`
/// @param schema a JSON Schema of its value
record Parameter(String in, String name, ObjectNode schema, boolean required) {

    static Parameter path(String name) {
        return new Parameter("path", name, schema("string"), true);
    }

    static Parameter text(String name) {
        return query(name, schema("string"));
    }

    static Parameter time(String name) {
        return query(name, schema("string").put("format", "date-time"));
    }

    static Parameter number(String name, int min, int max) {
        return query(name, schema("integer").put("minimum", min).put("maximum", max));
    }

    static Parameter flag(String name) {
        return query(name, schema("boolean"));
    }

    static Parameter choice(String name, Iterable<?> values) {
        var schema = schema("string");
        var choices = schema.putArray("enum");
        values.forEach(value -> choices.add(value.toString()));
        return query(name, schema);
    }

    static Parameter header(String name, int maxLength) {
        return new Parameter("header", name, schema("string").put("maxLength", maxLength), false);
    }

    private static Parameter query(String name, ObjectNode schema) {
        return new Parameter("query", name, schema, false);
    }

    private static ObjectNode schema(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    Parameter mandatory() {
        return new Parameter(in, name, schema, true);
    }

    /// The parameter as OpenAPI writes it.
    ObjectNode described() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .set("schema", schema);
    }
}
