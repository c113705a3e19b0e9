package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.library.core.Regexes;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a schema for one value, without the values that it contains.
record JsonSchemaRules(ObjectValue schema, String field, Report report) {

    /// Receives a violation.
    interface Report {
        void add(String field, String type, String description);
    }

    private void require(boolean holds, String type, String description) {
        if (!holds) {
            report.add(field, type, description);
        }
    }

    private @Nullable NumberValue limit(String name) {
        return schema.get(name) instanceof NumberValue number ? number : null;
    }

    void number(NumberValue number) {
        NumberValue multiple = limit("multipleOf");
        if (multiple != null && multiple.toBigDecimal().signum() != 0) {
            BigDecimal rest = number.toBigDecimal().remainder(multiple.toBigDecimal());
            require(rest.signum() == 0, "multiple_of", "Must be a multiple of " + multiple);
        }
        NumberValue minimum = limit("minimum");
        NumberValue maximum = limit("maximum");
        boolean strictMinimum = BooleanValue.TRUE.equals(schema.get("exclusiveMinimum"));
        boolean strictMaximum = BooleanValue.TRUE.equals(schema.get("exclusiveMaximum"));
        atMost(number, strictMaximum ? null : maximum);
        below(number, strictMaximum ? maximum : limit("exclusiveMaximum"));
        atLeast(number, strictMinimum ? null : minimum);
        above(number, strictMinimum ? minimum : limit("exclusiveMinimum"));
    }

    private void atLeast(NumberValue number, @Nullable NumberValue limit) {
        require(
                limit == null || number.compareTo(limit) >= 0,
                "number_gte",
                "Must be greater than or equal to " + limit);
    }

    private void above(NumberValue number, @Nullable NumberValue limit) {
        require(limit == null || number.compareTo(limit) > 0, "number_gt", "Must be greater than " + limit);
    }

    private void atMost(NumberValue number, @Nullable NumberValue limit) {
        require(limit == null || number.compareTo(limit) <= 0, "number_lte", "Must be less than or equal to " + limit);
    }

    private void below(NumberValue number, @Nullable NumberValue limit) {
        require(limit == null || number.compareTo(limit) < 0, "number_lt", "Must be less than " + limit);
    }

    private boolean atLeast(int count, String name) {
        NumberValue limit = limit(name);
        return limit == null || NumberValue.of(count).compareTo(limit) >= 0;
    }

    private boolean atMost(int count, String name) {
        NumberValue limit = limit(name);
        return limit == null || NumberValue.of(count).compareTo(limit) <= 0;
    }

    void text(String text) {
        int length = text.codePointCount(0, text.length());
        require(
                atLeast(length, "minLength"),
                "string_gte",
                "String length must be greater than or equal to " + limit("minLength"));
        require(
                atMost(length, "maxLength"),
                "string_lte",
                "String length must be less than or equal to " + limit("maxLength"));
        if (schema.get("pattern") instanceof StringValue pattern) {
            require(
                    Regexes.matches(pattern.text(), text),
                    "pattern",
                    "Does not match pattern '" + pattern.text() + "'");
        }
        if (schema.get("format") instanceof StringValue format) {
            require(
                    JsonSchemaFormats.has(format.text(), text),
                    "format",
                    "Does not match format '" + format.text() + "'");
        }
    }

    void array(ArrayValue array) {
        require(
                atLeast(array.size(), "minItems"),
                "array_min_items",
                "Array must have at least " + limit("minItems") + " items");
        require(
                atMost(array.size(), "maxItems"),
                "array_max_items",
                "Array must have at most " + limit("maxItems") + " items");
        if (BooleanValue.TRUE.equals(schema.get("uniqueItems"))) {
            repeated(array);
        }
    }

    private void repeated(ArrayValue array) {
        Map<Value, Integer> seen = new HashMap<>();
        for (int i = 0; i < array.size(); i++) {
            Integer first = seen.putIfAbsent(array.get(i), i);
            require(first == null, "unique", "array items[" + first + "," + i + "] must be unique");
        }
    }

    void object(ObjectValue object) {
        require(
                atLeast(object.size(), "minProperties"),
                "array_min_properties",
                "Must have at least " + limit("minProperties") + " properties");
        require(
                atMost(object.size(), "maxProperties"),
                "array_max_properties",
                "Must have at most " + limit("maxProperties") + " properties");
        if (schema.get("required") instanceof ArrayValue required) {
            for (Value name : required) {
                require(object.containsKey(name), "required", JsonWriter.keyText(name) + " is required");
            }
        }
    }
}
