package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.core.Regexes;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks whether a document is a valid JSON Schema, keyword by keyword, with the messages of the
/// reference implementation.
final class JsonSchemaCheck {
    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "number", "null", "object", "string");
    private static final List<String> TEXTS = List.of("$id", "title", "description");
    private static final List<String> LIMITS = List.of("minimum", "maximum");
    private static final List<List<String>> SIZES = List.of(
            List.of("minLength", "maxLength"),
            List.of("minProperties", "maxProperties"),
            List.of("minItems", "maxItems"));

    private final Value root;

    private JsonSchemaCheck(Value root) {
        this.root = root;
    }

    /// Throws a [BuiltinException] with the first problem.
    static void require(Value schema) {
        new JsonSchemaCheck(schema).schema(schema, 0);
    }

    private void schema(Value schema, int depth) {
        if (depth > JsonSchema.MAX_DEPTH) {
            throw fail("schema is nested more than " + JsonSchema.MAX_DEPTH + " deep");
        }
        if (schema instanceof BooleanValue) {
            return;
        }
        if (!(schema instanceof ObjectValue object)) {
            throw fail("schema is invalid");
        }
        about(object);
        references(object);
        types(object.get("type"));
        objects(object, depth + 1);
        arrays(object, depth + 1);
        numbers(object);
        SIZES.forEach(pair -> sizes(object, pair.getFirst(), pair.getLast()));
        texts(object);
        lists(object);
        combinations(object, depth + 1);
    }

    private static BuiltinException fail(String problem) {
        return BuiltinException.failure(problem);
    }

    private static BuiltinException expected(String type, String key) {
        return fail("Invalid type. Expected: " + type + ", given: " + key);
    }

    private static boolean isSchema(@Nullable Value value) {
        return value instanceof ObjectValue || value instanceof BooleanValue;
    }

    private static void about(ObjectValue schema) {
        Value dialect = schema.get("$schema");
        if (dialect != null && !(dialect instanceof StringValue)) {
            throw fail("$schema must be of type string");
        }
        for (String name : TEXTS) {
            if (schema.get(name) != null && !(schema.get(name) instanceof StringValue)) {
                throw expected("string", name);
            }
        }
    }

    private void references(ObjectValue schema) {
        Value reference = schema.get("$ref");
        if (reference instanceof StringValue text) {
            JsonSchema.resolve(root, text.text());
        } else if (reference != null) {
            throw expected("string", "$ref");
        }
    }

    private static void types(@Nullable Value type) {
        Iterable<Value> types =
                type == null ? ArrayValue.EMPTY : type instanceof ArrayValue array ? array : ArrayValue.of(type);
        Set<String> seen = new HashSet<>();
        for (Value name : types) {
            if (!(name instanceof StringValue text)) {
                throw fail("Invalid type. Expected: type, given: string/Array Of Strings");
            }
            if (!TYPES.contains(text.text())) {
                throw fail("has a primitive type that is NOT VALID -- given: /" + text.text()
                        + "/ Expected valid values are:[array boolean integer number null object string]");
            }
            if (!seen.add(text.text())) {
                throw fail(text.text() + " type is duplicated");
            }
        }
    }

    private void objects(ObjectValue schema, int depth) {
        children(schema, "definitions", expected("Array Of Schemas", "definitions"), depth);
        children(schema, "$defs", expected("Array Of Schemas", "$defs"), depth);
        children(schema, "properties", fail("Properties must be of type object"), depth);
        children(schema, "patternProperties", expected("Valid Schema", "patternProperties"), depth);
        if (schema.get("patternProperties") instanceof ObjectValue patterns) {
            for (int i = 0; i < patterns.size(); i++) {
                String pattern = JsonWriter.keyText(patterns.keyAt(i));
                if (!Regexes.isValid(pattern)) {
                    throw fail("Invalid regex pattern '" + pattern + "'");
                }
            }
        }
        child(schema, "additionalProperties", expected("boolean/Valid Schema", "additionalProperties"), depth);
        // The reference names the wrong keyword, too.
        child(schema, "propertyNames", expected("Valid Schema", "patternProperties"), depth);
        Value dependencies = schema.get("dependencies");
        if (dependencies != null && !(dependencies instanceof ObjectValue)) {
            throw fail("dependencies must be of type object");
        }
    }

    private void children(ObjectValue schema, String name, BuiltinException otherwise, int depth) {
        Value children = schema.get(name);
        if (children instanceof ObjectValue map) {
            for (Value child : map.ascendingValues()) {
                schema(child, depth);
            }
        } else if (children != null) {
            throw otherwise;
        }
    }

    private void child(ObjectValue schema, String name, BuiltinException otherwise, int depth) {
        Value child = schema.get(name);
        if (child == null) {
            return;
        }
        if (!isSchema(child)) {
            throw otherwise;
        }
        schema(child, depth);
    }

    private void arrays(ObjectValue schema, int depth) {
        BuiltinException wrong = expected("Valid Schema/Array Of Schemas", "items");
        if (schema.get("items") instanceof ArrayValue tuple) {
            for (Value item : tuple) {
                if (!isSchema(item)) {
                    throw wrong;
                }
                schema(item, depth);
            }
        } else {
            child(schema, "items", wrong, depth);
        }
        child(schema, "additionalItems", expected("boolean/Valid Schema", "additionalItems"), depth);
        child(schema, "contains", fail("Expected: Valid Schema, given: Invalid JSON"), depth);
        Value unique = schema.get("uniqueItems");
        if (unique != null && !(unique instanceof BooleanValue)) {
            throw fail("uniqueItems must be of a boolean");
        }
    }

    private static void numbers(ObjectValue schema) {
        Value multiple = schema.get("multipleOf");
        if (multiple != null && !(multiple instanceof NumberValue)) {
            throw expected("Number", "multipleOf");
        }
        if (multiple instanceof NumberValue number && number.compareTo(NumberValue.ZERO) <= 0) {
            throw fail("multipleOf must be strictly greater than 0");
        }
        for (String limit : LIMITS) {
            if (schema.get(limit) != null && !(schema.get(limit) instanceof NumberValue)) {
                throw fail(limit + " must be of a Number");
            }
            String exclusive = "exclusive" + Character.toUpperCase(limit.charAt(0)) + limit.substring(1);
            Value strict = schema.get(exclusive);
            if (strict instanceof BooleanValue && schema.get(limit) == null) {
                throw fail(exclusive + " cannot be used without " + limit);
            }
            if (strict != null && !(strict instanceof BooleanValue) && !(strict instanceof NumberValue)) {
                throw expected("boolean/number", exclusive);
            }
        }
    }

    private static void sizes(ObjectValue schema, String least, String most) {
        for (String name : List.of(least, most)) {
            Value size = schema.get(name);
            if (size != null && !(size instanceof NumberValue number && number.isWhole())) {
                throw fail(name + " must be of an integer");
            }
            if (size instanceof NumberValue number && number.compareTo(NumberValue.ZERO) < 0) {
                throw fail(name + " must be greater than or equal to 0");
            }
        }
        if (schema.get(least) instanceof NumberValue low
                && schema.get(most) instanceof NumberValue high
                && low.compareTo(high) > 0) {
            throw fail(least + " cannot be greater than " + most);
        }
    }

    private static void texts(ObjectValue schema) {
        for (String name : List.of("pattern", "format")) {
            if (schema.get(name) != null && !(schema.get(name) instanceof StringValue)) {
                throw expected("string", name);
            }
        }
        if (schema.get("pattern") instanceof StringValue pattern && !Regexes.isValid(pattern.text())) {
            throw fail("pattern must be a valid regex");
        }
    }

    private static void lists(ObjectValue schema) {
        for (String name : List.of("required", "enum")) {
            Value list = schema.get(name);
            if (list == null) {
                continue;
            }
            if (!(list instanceof ArrayValue items)) {
                throw fail(name + " must be of an array");
            }
            for (Value item : items) {
                if (name.equals("required") && !(item instanceof StringValue)) {
                    throw expected("string", name);
                }
            }
            if (SetValue.of(items.toList()).size() < items.size()) {
                throw fail(name + " items must be unique");
            }
        }
    }

    private void combinations(ObjectValue schema, int depth) {
        for (String name : List.of("oneOf", "anyOf", "allOf")) {
            Value list = schema.get(name);
            if (list instanceof ArrayValue options) {
                for (Value option : options) {
                    if (!isSchema(option)) {
                        throw fail("Expected: Valid Schema, given: Invalid JSON");
                    }
                    schema(option, depth);
                }
            } else if (list != null) {
                throw fail(name + " must be of an array");
            }
        }
        for (String name : List.of("not", "if", "then", "else")) {
            child(schema, name, fail(name + " must be of an object"), depth);
        }
    }
}
