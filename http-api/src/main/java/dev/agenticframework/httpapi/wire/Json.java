package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/// Writes wire records, and reads them as hostile input. Members keep the order of the components, an enum is its name
/// in lower case, and an empty `Optional` is left out.
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final String ONE_OBJECT = "Send one JSON object.";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(new SimpleModule().addSerializer(new LowerCase()))
            .build();

    private Json() {}

    /// How a constant of an enum is written.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static final class LowerCase extends StdSerializer<Enum<?>> {
        LowerCase() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum<?> constant, JsonGenerator out, SerializationContext context) {
            out.writeString(word(constant));
        }
    }

    /// Prepares to read a type, so that the first body does not wait for reflection.
    public static void prepareToRead(Class<?> type) {
        MAPPER.readerFor(type);
        Bounds.of(type);
    }

    /// Prepares to write a type, as [#prepareToRead] does.
    public static void prepareToWrite(Class<?> type) {
        MAPPER.writerFor(type);
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// A document that the platform wrote itself.
    public static JsonNode parsed(String text) {
        return MAPPER.readTree(text);
    }

    /// Reads a body.
    ///
    /// @throws FailureException `BODY_INVALID` when it is not one JSON object, `FIELD_INVALID` when a member is
    ///     unknown, missing, of another type or out of its bounds
    public static <T extends Record> T read(byte[] body, Class<T> type) {
        JsonNode tree = tree(body);
        try {
            T record = MAPPER.treeToValue(tree, type);
            Bounds.of(type).check(record);
            return record;
        } catch (UnrecognizedPropertyException e) {
            var known = new TreeSet<>(
                    e.getKnownPropertyIds().stream().map(String::valueOf).toList());
            throw invalid(place(e), "is not known", "Use: " + String.join(", ", known) + ".");
        } catch (MismatchedInputException e) {
            throw invalid(place(e), "has the wrong type", "Send " + expected(e.getTargetType()) + ".");
        } catch (InputCoercionException e) {
            throw invalid(place(e), "is out of range", "Send a smaller number.");
        }
    }

    private static JsonNode tree(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new FailureException(
                    Failure.invalid("BODY_INVALID", "The body is not valid JSON" + where + ".", ONE_OBJECT));
        }
        if (!node.isObject()) {
            throw new FailureException(Failure.invalid("BODY_INVALID", "The body is not a JSON object.", ONE_OBJECT));
        }
        return node;
    }

    /// Such as `plan[0].id`.
    private static String place(JacksonException e) {
        var place = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getPropertyName() == null) {
                place.append('[').append(reference.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return place.toString();
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Integer.class) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    /// A member of a body, or a parameter, that cannot be used.
    ///
    /// @param what the end of the sentence that the member begins, such as "is missing"
    public static FailureException invalid(String name, String what, String remedy) {
        return new FailureException(
                Failure.invalid("FIELD_INVALID", "'" + Text.shown(name) + "' " + what + ".", remedy));
    }
}
