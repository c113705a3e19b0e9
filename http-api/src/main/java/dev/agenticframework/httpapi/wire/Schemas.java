package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Derives JSON Schemas (draft 2020-12, as OpenAPI 3.1 uses them) from wire records, by the rules by which [Json]
/// writes them. A record that unwraps one of several kinds of record has the members of all kinds.
public final class Schemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, String> SCALARS = Map.of(
            String.class, "string",
            Instant.class, "string",
            LocalDate.class, "string",
            boolean.class, "boolean",
            Boolean.class, "boolean",
            int.class, "integer",
            Integer.class, "integer",
            long.class, "integer",
            double.class, "number",
            ObjectNode.class, "object");

    private static final Map<Class<?>, String> FORMATS = Map.of(Instant.class, "date-time", LocalDate.class, "date");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /// Refers to the schema of a record.
    public ObjectNode reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!schemas.containsKey(name)) {
            var schema = NODES.objectNode();
            schemas.put(name, schema);
            describe(record, schema);
        }
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /// The schema of each record that was referred to, directly or by another record, by name.
    public Map<String, ObjectNode> all() {
        return schemas;
    }

    private void describe(Class<?> record, ObjectNode schema) {
        var described = record.getAnnotation(Described.class);
        schema.put("type", "object");
        if (described != null) {
            schema.put("description", described.value());
        }
        addComponents(record, schema.putObject("properties"), schema.putArray("required"), true);
        if (schema.path("required").isEmpty()) {
            schema.remove("required");
        }
        if (described != null && described.exactlyOne().length > 0) {
            var ways = schema.putArray("oneOf");
            for (String name : described.exactlyOne()) {
                ways.addObject().putArray("required").add(name);
            }
        }
        var unknown = record.getAnnotation(JsonIgnoreProperties.class);
        if (unknown == null || !unknown.ignoreUnknown()) {
            schema.put("additionalProperties", false);
        }
    }

    private void addComponents(Class<?> record, ObjectNode properties, ArrayNode required, boolean isRequired) {
        for (RecordComponent component : record.getRecordComponents()) {
            boolean optional = component.getType() == Optional.class;
            Type type = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
            if (annotation(component, JsonUnwrapped.class) != null) {
                addUnwrapped((Class<?>) type, properties, required, isRequired && !optional);
                continue;
            }
            boolean orNull = annotation(component, JsonInclude.class) != null;
            add(properties, name(component), schema(type, component.getAnnotation(Described.class), orNull));
            if (isRequired && (!optional || orNull)) {
                required.add(name(component));
            }
        }
    }

    private void addUnwrapped(Class<?> type, ObjectNode properties, ArrayNode required, boolean isRequired) {
        if (type.isRecord()) {
            addComponents(type, properties, required, isRequired);
        } else {
            for (Class<?> kind : type.getPermittedSubclasses()) {
                addComponents(kind, properties, required, false);
            }
        }
    }

    private static void add(ObjectNode properties, String name, ObjectNode schema) {
        JsonNode other = properties.get(name);
        if (other == null) {
            properties.set(name, schema);
        } else if (!undescribed(other).equals(undescribed(schema))) {
            throw new IllegalStateException("'" + name + "' is both " + other + " and " + schema);
        }
    }

    private static JsonNode undescribed(JsonNode schema) {
        return ((ObjectNode) schema.deepCopy()).without("description");
    }

    private static String name(RecordComponent component) {
        var property = annotation(component, JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    /// Jackson's annotations cannot be on a component itself: the compiler copies them to its accessor.
    private static <A extends Annotation> @Nullable A annotation(RecordComponent component, Class<A> type) {
        return component.getAccessor().getAnnotation(type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private ObjectNode schema(Type type, @Nullable Described described, boolean orNull) {
        ObjectNode schema = schema(type);
        if (orNull) {
            schema.set("type", NODES.arrayNode().add(schema.path("type")).add("null"));
        }
        if (described != null) {
            describe(schema, described, type == String.class);
        }
        return schema;
    }

    private ObjectNode schema(Type type) {
        var schema = NODES.objectNode();
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? schema.put("type", "array").set("items", schema(argument(type, 0)))
                    : schema.put("type", "object").set("additionalProperties", schema(argument(type, 1)));
        }
        var raw = (Class<?>) type;
        if (raw.isRecord()) {
            return reference(raw);
        }
        if (raw.isEnum()) {
            var values = schema.put("type", "string").putArray("enum");
            for (Object constant : raw.getEnumConstants()) {
                values.add(Json.word((Enum<?>) constant));
            }
            return schema;
        }
        if (raw == JsonNode.class) {
            return schema;
        }
        String scalar = SCALARS.get(raw);
        if (scalar == null) {
            throw new IllegalArgumentException("No schema is known for " + raw + ".");
        }
        schema.put("type", scalar);
        String format = FORMATS.get(raw);
        return format == null ? schema : schema.put("format", format);
    }

    private static void describe(ObjectNode schema, Described described, boolean isText) {
        if (!described.value().isEmpty()) {
            schema.put("description", described.value());
        }
        if (described.min() > Integer.MIN_VALUE) {
            schema.put(isText ? "minLength" : "minimum", described.min());
        }
        if (described.max() < Integer.MAX_VALUE) {
            schema.put(isText ? "maxLength" : "maximum", described.max());
        }
        if (!described.pattern().isEmpty()) {
            schema.put("pattern", described.pattern());
        }
        if (described.oneOf().length > 0) {
            var values = schema.putArray("enum");
            for (String value : described.oneOf()) {
                values.add(value);
            }
        }
        if (!described.encoding().isEmpty()) {
            schema.put("contentEncoding", described.encoding());
        }
    }
}
