package dev.agenticframework.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and prints JSON.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static String pretty(Object value) {
        return PRETTY.writeValueAsString(value);
    }

    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
