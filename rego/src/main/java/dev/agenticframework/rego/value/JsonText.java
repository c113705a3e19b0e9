package dev.agenticframework.rego.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON directly to values, without an intermediate tree, and writes values as JSON.
public final class JsonText {
    /// The number of object shapes to share within a document.
    private static final int MAX_FORMS = 1_000;

    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_NUMBER_LENGTH = 10_000;
    private static final int MAX_STRING_LENGTH = 200_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final Map<String, StringValue> keys = new HashMap<>();
    private final Map<List<Value>, Keys> forms = new HashMap<>();

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /// The text is not valid JSON.
    public static final class InvalidJson extends RuntimeException {
        InvalidJson(String message) {
            super(message);
        }
    }

    /// Parses a text with exactly one JSON value.
    ///
    /// @throws InvalidJson when the text is not JSON, or has more than 1,000 levels
    public static Value parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonText(parser).document();
        } catch (JacksonException invalid) {
            throw new InvalidJson(invalid.getOriginalMessage());
        }
    }

    /// Parses a UTF-8 text with exactly one JSON value.
    ///
    /// @throws InvalidJson when the text is not JSON, or has more than 1,000 levels
    public static Value parse(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            return new JsonText(parser).document();
        } catch (JacksonException invalid) {
            throw new InvalidJson(invalid.getOriginalMessage());
        }
    }

    /// Reads one value from Jackson. For a tree, use `mapper.treeAsTokens(node)`.
    ///
    /// @throws InvalidJson when no value follows
    public static Value read(JsonParser tokens) {
        try {
            if (tokens.currentToken() == null && tokens.nextToken() == null) {
                throw new InvalidJson("unexpected end of JSON input");
            }
            return new JsonText(tokens).value();
        } catch (JacksonException invalid) {
            throw new InvalidJson(invalid.getOriginalMessage());
        }
    }

    /// Writes a value to Jackson. To create a tree, write to a `TokenBuffer`.
    public static void write(Value value, JsonGenerator out) {
        switch (value) {
            case NullValue _ -> out.writeNull();
            case BooleanValue flag -> out.writeBoolean(flag.value());
            case NumberValue number -> out.writeNumber(number.toString());
            case StringValue text -> out.writeString(text.text());
            case ArrayValue array -> writeItems(array, out);
            case SetValue set -> writeItems(set, out);
            case ObjectValue object -> {
                out.writeStartObject();
                for (int i = 0; i < object.size(); i++) {
                    out.writeName(JsonWriter.keyText(object.keyAt(i)));
                    write(object.valueAt(i), out);
                }
                out.writeEndObject();
            }
        }
    }

    private static void writeItems(Iterable<Value> items, JsonGenerator out) {
        out.writeStartArray();
        items.forEach(item -> write(item, out));
        out.writeEndArray();
    }

    /// Returns compact JSON. Sets become arrays, keys that are not strings become JSON texts, and keys ascend.
    public static String write(Value value) {
        return JsonWriter.compact().write(value);
    }

    /// Returns indented JSON.
    public static String writePretty(Value value) {
        return JsonWriter.indented("", "  ").write(value);
    }

    private Value document() {
        if (parser.nextToken() == null) {
            throw new InvalidJson("unexpected end of JSON input");
        }
        Value value = value();
        if (parser.nextToken() != null) {
            throw new InvalidJson("unexpected text after the value");
        }
        return value;
    }

    private Value value() {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> StringValue.of(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> BooleanValue.TRUE;
            case VALUE_FALSE -> BooleanValue.FALSE;
            case VALUE_NULL -> NullValue.NULL;
            default -> throw new InvalidJson("unexpected " + token);
        };
    }

    private Value integer() {
        if (parser.getStringLength() > 18) {
            return number();
        }
        String text = parser.getString();
        return text.equals("-0") ? number() : NumberValue.of(Long.parseLong(text));
    }

    private Value number() {
        try {
            return NumberValue.parse(parser.getString());
        } catch (NumberFormatException outOfRange) {
            throw new InvalidJson("number out of range");
        }
    }

    private Value array() {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return ArrayValue.of(items);
    }

    private Value object() {
        List<Value> names = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            names.add(keys.computeIfAbsent(name, StringValue::of));
            parser.nextToken();
            values.add(value());
        }
        Keys shared = forms.get(names);
        if (shared != null) {
            return ObjectValue.wrap(shared, values.toArray(new Value[0]));
        }
        return newForm(names, values);
    }

    // The first object of its shape. If a key occurs twice, the last value counts and the shape is not shared.
    private Value newForm(List<Value> names, List<Value> values) {
        ObjectValue.Builder entries = new ObjectValue.Builder(names.size());
        for (int i = 0; i < names.size(); i++) {
            entries.put(names.get(i), values.get(i));
        }
        ObjectValue object = entries.build();
        if (object.size() == names.size() && forms.size() < MAX_FORMS) {
            forms.put(names, object.keys());
        }
        return object;
    }
}
