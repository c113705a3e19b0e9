package dev.agenticframework.rego;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of one schema that look at one value only, not at what it holds.
record JsonSchemaRules(ObjectValue schema, String field, Report report) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /// Takes a violation.
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
        atLeast(number, strictMinimum ? null : minimum);
        above(number, strictMinimum ? minimum : limit("exclusiveMinimum"));
        atMost(number, strictMaximum ? null : maximum);
        below(number, strictMaximum ? maximum : limit("exclusiveMaximum"));
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
            require(hasFormat(format.text(), text), "format", "Does not match format '" + format.text() + "'");
        }
    }

    private static boolean hasFormat(String format, String text) {
        return switch (format) {
            case "date" -> DATE.matcher(text).matches();
            case "email" -> EMAIL.matcher(text).matches();
            case "ipv4", "ipv6" -> {
                IpAddress address = IpAddress.parse(text);
                yield address != null && address.bits() == (format.equals("ipv4") ? 32 : 128);
            }
            case "regex" -> Regexes.isValid(text);
            case "date-time" -> isDateTime(text);
            default -> true;
        };
    }

    private static boolean isDateTime(String text) {
        try {
            GoTimeParse.parse(GoLayout.named("RFC3339"), text);
            return true;
        } catch (BuiltinException invalid) {
            return false;
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
            require(SetValue.of(array.toList()).size() == array.size(), "unique", "array items must be unique");
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
        if (schema.get("dependencies") instanceof ObjectValue dependencies) {
            for (int i = 0; i < dependencies.size(); i++) {
                dependency(object, dependencies.keyAt(i), dependencies.valueAt(i));
            }
        }
    }

    private void dependency(ObjectValue object, Value key, Value needed) {
        if (object.containsKey(key) && needed instanceof ArrayValue names) {
            for (Value name : names) {
                require(
                        object.containsKey(name),
                        "missing_dependency",
                        "Has a dependency on " + JsonWriter.keyText(name));
            }
        }
    }
}
