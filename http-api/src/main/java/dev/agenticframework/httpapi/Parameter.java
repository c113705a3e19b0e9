package dev.agenticframework.httpapi;

import java.util.LinkedHashMap;
import java.util.Map;

/// A parameter of an operation beside those in its path.
///
/// @param in `query` or `header`
/// @param schema a JSON Schema of its value
record Parameter(String in, String name, Map<String, Object> schema, boolean required) {

    static Parameter text(String name) {
        return new Parameter("query", name, Map.of("type", "string"), false);
    }

    static Parameter time(String name) {
        return new Parameter("query", name, Map.of("type", "string", "format", "date-time"), false);
    }

    static Parameter number(String name, int min, int max) {
        return new Parameter("query", name, Map.of("type", "integer", "minimum", min, "maximum", max), false);
    }

    static Parameter flag(String name) {
        return new Parameter("query", name, Map.of("type", "boolean"), false);
    }

    static Parameter header(String name, int maxLength) {
        return new Parameter("header", name, Map.of("type", "string", "maxLength", maxLength), false);
    }

    static Parameter choice(String name, Object... values) {
        return new Parameter("query", name, Map.of("type", "string", "enum", values), false);
    }

    Parameter mandatory() {
        return new Parameter(in, name, schema, true);
    }

    /// As OpenAPI writes it.
    Map<String, Object> described() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("in", in);
        json.put("required", required);
        json.put("schema", schema);
        return json;
    }
}
