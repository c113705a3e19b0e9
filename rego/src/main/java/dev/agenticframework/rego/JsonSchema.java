package dev.agenticframework.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Validation by JSON Schema (drafts 4 to 7, references within one document), with the reference implementation's
/// messages.
final class JsonSchema {
    /// What messages call the document itself.
    private static final String ROOT = "(Root)";

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "number", "null", "object", "string");
    private static final List<String> CHILD_MAPS =
            List.of("properties", "patternProperties", "definitions", "$defs", "dependentSchemas");
    private static final List<String> CHILDREN = List.of(
            "items",
            "additionalItems",
            "additionalProperties",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else");
    private static final List<String> CHILD_LISTS = List.of("allOf", "anyOf", "oneOf");

    /// References may lead on so often before they are taken for a circle.
    private static final int MAX_DEPTH = 200;

    private final Value root;
    private final List<Violation> violations;
    private int depth;

    private JsonSchema(Value root, List<Violation> violations) {
        this.root = root;
        this.violations = violations;
    }

    /// One way in which a document breaks its schema.
    record Violation(String field, String type, String description) {
        Value toValue() {
            return ObjectValue.builder()
                    .put("error", StringValue.of(field + ": " + description))
                    .put("type", StringValue.of(type))
                    .put("field", StringValue.of(field))
                    .put("desc", StringValue.of(description))
                    .build();
        }
    }

    static void register(BuiltinTable table) {
        table.function("json.verify_schema", (_, operands) -> verify(operands[0]));
        table.function("json.match_schema", (_, operands) -> match(operands));
    }

    private static Value verify(Value schema) {
        try {
            requireValid(document(schema), 0);
            return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
        } catch (BuiltinException invalid) {
            return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + invalid.text()));
        }
    }

    private static Value match(Value[] operands) {
        Value document = document(operands[0]);
        Value schema = document(operands[1]);
        requireValid(schema, 0);
        List<Violation> violations = new ArrayList<>();
        new JsonSchema(schema, violations).validate(schema, document, ROOT);
        return ArrayValue.of(
                BooleanValue.of(violations.isEmpty()),
                ArrayValue.of(violations.stream().map(Violation::toValue).toList()));
    }

    private static Value document(Value operand) {
        if (operand instanceof StringValue text) {
            try {
                return JsonText.parse(text.text());
            } catch (JsonText.InvalidJson invalid) {
                throw BuiltinException.failure("invalid JSON string");
            }
        }
        if (operand instanceof ObjectValue || operand instanceof ArrayValue) {
            return JsonText.parse(JsonText.write(operand));
        }
        throw BuiltinException.failure("wrong type, expected string or object");
    }

    private static void requireValid(Value schema, int depth) {
        if (depth > MAX_DEPTH) {
            throw BuiltinException.failure("schema is nested more than " + MAX_DEPTH + " deep");
        }
        if (!(schema instanceof ObjectValue object)) {
            if (schema instanceof BooleanValue) {
                return;
            }
            throw BuiltinException.failure("schema is invalid");
        }
        requireTypes(object.get("type"));
        if (object.get("pattern") instanceof StringValue pattern && !Regexes.isValid(pattern.text())) {
            throw BuiltinException.failure("pattern must be a valid regex");
        }
        for (String map : CHILD_MAPS) {
            if (object.get(map) instanceof ObjectValue children) {
                for (Value child : children.ascendingValues()) {
                    requireValid(child, depth + 1);
                }
            } else if (object.get(map) != null) {
                throw BuiltinException.failure(map + " must be of type object");
            }
        }
        for (String list : CHILD_LISTS) {
            if (object.get(list) instanceof ArrayValue children) {
                children.forEach(child -> requireValid(child, depth + 1));
            } else if (object.get(list) != null) {
                throw BuiltinException.failure(list + " must be of type array");
            }
        }
        for (String name : CHILDREN) {
            Value child = object.get(name);
            if (child instanceof ArrayValue tuple) {
                tuple.forEach(item -> requireValid(item, depth + 1));
            } else if (child != null) {
                requireValid(child, depth + 1);
            }
        }
    }

    private static void requireTypes(@Nullable Value type) {
        Iterable<Value> types =
                type == null ? ArrayValue.EMPTY : type instanceof ArrayValue array ? array : ArrayValue.of(type);
        for (Value name : types) {
            if (!(name instanceof StringValue text)) {
                throw BuiltinException.failure("Invalid type. Expected: type, given: string/Array Of Strings");
            }
            if (!TYPES.contains(text.text())) {
                throw BuiltinException.failure("has a primitive type that is NOT VALID -- given: /" + text.text()
                        + "/ Expected valid values are:[array boolean integer number null object string]");
            }
        }
    }

    private void report(String field, String type, String description) {
        violations.add(new Violation(field, type, description));
    }

    private void validate(Value schema, Value value, String field) {
        if (++depth > MAX_DEPTH) {
            throw BuiltinException.failure("schema refers to itself without end");
        }
        if (schema.equals(BooleanValue.FALSE)) {
            report(field, "false", "False always fails validation");
        } else if (schema instanceof ObjectValue object) {
            validate(object, value, field);
        }
        depth--;
    }

    private void validate(ObjectValue schema, Value value, String field) {
        if (schema.get("$ref") instanceof StringValue reference) {
            validate(resolve(reference.text()), value, field);
            return;
        }
        if (!hasType(schema, value, field)) {
            return;
        }
        combinations(schema, value, field);
        constants(schema, value, field);
        JsonSchemaRules rules = new JsonSchemaRules(schema, field, this::report);
        switch (value) {
            case NumberValue number -> rules.number(number);
            case StringValue text -> rules.text(text.text());
            case ArrayValue array -> {
                rules.array(array);
                items(schema, array, field);
            }
            case ObjectValue object -> {
                rules.object(object);
                properties(schema, object, field);
            }
            default -> {}
        }
    }

    private Value resolve(String reference) {
        if (!reference.startsWith("#")) {
            throw BuiltinException.failure("remote reference loading disabled: " + reference);
        }
        Value current = root;
        for (Value key : JsonPaths.parse(StringValue.of(reference.substring(1)))) {
            Value next = switch (current) {
                case ObjectValue object -> object.get(key);
                case ArrayValue array ->
                    array.get(NumberValue.parse(((StringValue) key).text().replaceAll("[^0-9]", "0")));
                default -> null;
            };
            if (next == null) {
                throw BuiltinException.failure("Object has no key '" + ((StringValue) key).text() + "'");
            }
            current = next;
        }
        return current;
    }

    private boolean hasType(ObjectValue schema, Value value, String field) {
        Value type = schema.get("type");
        if (type == null) {
            return true;
        }
        List<Value> types = type instanceof ArrayValue array ? array.toList() : List.of(type);
        List<String> names =
                types.stream().map(name -> ((StringValue) name).text()).toList();
        String given = givenType(value);
        boolean fits = names.contains(given) || (given.equals("integer") && names.contains("number"));
        if (!fits) {
            String expected = names.size() == 1 ? names.getFirst() : String.join("/", names);
            report(field, "invalid_type", "Invalid type. Expected: " + expected + ", given: " + given);
        }
        return fits;
    }

    private static String givenType(Value value) {
        return value instanceof NumberValue number && number.isWhole() ? "integer" : value.typeName();
    }

    private boolean holds(Value schema, Value value, String field) {
        List<Violation> found = new ArrayList<>();
        JsonSchema trial = new JsonSchema(root, found);
        trial.depth = depth;
        trial.validate(schema, value, field);
        return found.isEmpty();
    }

    private void combinations(ObjectValue schema, Value value, String field) {
        if (schema.get("anyOf") instanceof ArrayValue any
                && any.toList().stream().noneMatch(option -> holds(option, value, field))) {
            report(field, "number_any_of", "Must validate at least one schema (anyOf)");
        }
        if (schema.get("oneOf") instanceof ArrayValue one
                && one.toList().stream()
                                .filter(option -> holds(option, value, field))
                                .count()
                        != 1) {
            report(field, "number_one_of", "Must validate one and only one schema (oneOf)");
        }
        if (schema.get("allOf") instanceof ArrayValue all) {
            int before = violations.size();
            all.forEach(part -> validate(part, value, field));
            if (violations.size() > before) {
                report(field, "number_all_of", "Must validate all the schemas (allOf)");
            }
        }
        Value not = schema.get("not");
        if (not != null && holds(not, value, field)) {
            report(field, "number_not", "Must not validate the schema (not)");
        }
        condition(schema, value, field);
    }

    private void condition(ObjectValue schema, Value value, String field) {
        Value condition = schema.get("if");
        if (condition == null) {
            return;
        }
        boolean met = holds(condition, value, field);
        Value branch = schema.get(met ? "then" : "else");
        if (branch != null && !holds(branch, value, field)) {
            validate(branch, value, field);
            report(
                    field,
                    met ? "condition_then" : "condition_else",
                    met
                            ? "Must validate \"then\" as \"if\" was valid"
                            : "Must validate \"else\" as \"if\" was not valid");
        }
    }

    private void constants(ObjectValue schema, Value value, String field) {
        Value constant = schema.get("const");
        if (constant != null && !constant.equals(value)) {
            report(field, "const", field + " does not match: " + JsonText.write(constant));
        }
        if (schema.get("enum") instanceof ArrayValue options && !options.contains(value)) {
            String allowed = String.join(
                    ", ", options.toList().stream().map(JsonText::write).toList());
            report(field, "enum", field + " must be one of the following: " + allowed);
        }
    }

    private static String below(String field, String key) {
        return field.equals(ROOT) ? key : field + "." + key;
    }

    private void items(ObjectValue schema, ArrayValue array, String field) {
        Value items = schema.get("items");
        for (int i = 0; i < array.size(); i++) {
            String itemField = below(field, Integer.toString(i));
            if (items instanceof ArrayValue tuple) {
                Value rest = schema.get("additionalItems");
                if (i < tuple.size()) {
                    validate(tuple.get(i), array.get(i), itemField);
                } else if (BooleanValue.FALSE.equals(rest)) {
                    report(field, "array_no_additional_items", "No additional items allowed on array");
                    break;
                } else if (rest != null) {
                    validate(rest, array.get(i), itemField);
                }
            } else if (items != null) {
                validate(items, array.get(i), itemField);
            }
        }
        Value contained = schema.get("contains");
        if (contained != null && array.toList().stream().noneMatch(item -> holds(contained, item, field))) {
            report(field, "contains", "At least one of the items must match");
        }
    }

    private void properties(ObjectValue schema, ObjectValue object, String field) {
        for (int i = 0; i < object.size(); i++) {
            String name = JsonWriter.keyText(object.keyAt(i));
            property(schema, object.valueAt(i), name, field);
            Value names = schema.get("propertyNames");
            if (names != null && !holds(names, object.keyAt(i), field)) {
                report(field, "invalid_property_name", "Property name of \"" + name + "\" does not match");
            }
        }
    }

    private void property(ObjectValue schema, Value value, String name, String field) {
        boolean known = false;
        if (schema.get("properties") instanceof ObjectValue properties && properties.get(name) != null) {
            known = true;
            validate(orTrue(properties.get(name)), value, below(field, name));
        }
        if (schema.get("patternProperties") instanceof ObjectValue patterns) {
            for (int i = 0; i < patterns.size(); i++) {
                if (Regexes.matches(JsonWriter.keyText(patterns.keyAt(i)), name)) {
                    known = true;
                    validate(patterns.valueAt(i), value, below(field, name));
                }
            }
        }
        Value others = schema.get("additionalProperties");
        if (!known && BooleanValue.FALSE.equals(others)) {
            report(field, "additional_property_not_allowed", "Additional property " + name + " is not allowed");
        } else if (!known && others != null) {
            validate(others, value, below(field, name));
        }
    }

    private static Value orTrue(@Nullable Value schema) {
        return schema == null ? BooleanValue.TRUE : schema;
    }
}
