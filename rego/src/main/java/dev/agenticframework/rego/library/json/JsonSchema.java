package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.library.core.Regexes;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Validates with JSON Schema (drafts 4 to 7, references within one document), with the messages of the
/// reference implementation.
public final class JsonSchema {
    /// The name of the document itself in messages.
    private static final String ROOT = "(Root)";

    /// The groups of rules that a document of the right type has passed: combinations, constants, and the rules of
    /// its type.
    private static final int RULE_GROUPS = 3;

    /// The number of references to follow before they count as circular.
    static final int MAX_DEPTH = 200;

    private final Value root;
    private final List<Violation> violations;
    private int depth;

    /// The number of rules checked minus violations. The alternative with the highest score is the most likely one.
    private int score;

    private JsonSchema(Value root, List<Violation> violations) {
        this.root = root;
        this.violations = violations;
    }

    /// One violation of a schema.
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

    public static void register(BuiltinTable table) {
        table.function("json.verify_schema", (_, operands) -> verify(operands[0]));
        table.function("json.match_schema", (_, operands) -> match(operands));
    }

    private static Value verify(Value schema) {
        try {
            JsonSchemaCheck.require(document(schema));
            return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
        } catch (BuiltinException invalid) {
            return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + invalid.text()));
        }
    }

    private static Value match(Value[] operands) {
        Value document = document(operands[0]);
        Value schema = document(operands[1]);
        JsonSchemaCheck.require(schema);
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

    private void report(String field, String type, String description) {
        violations.add(new Violation(field, type, description));
        score--;
    }

    private void validate(Value schema, Value value, String field) {
        if (++depth > MAX_DEPTH) {
            throw BuiltinException.failure("schema has circular references");
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
            validate(resolve(root, reference.text()), value, field);
            return;
        }
        if (!hasType(schema, value, field)) {
            return;
        }
        combinations(schema, value, field);
        constants(schema, value, field);
        score += RULE_GROUPS;
        JsonSchemaRules rules = new JsonSchemaRules(schema, field, this::report);
        switch (value) {
            case NumberValue number -> rules.number(number);
            case StringValue text -> rules.text(text.text());
            case ArrayValue array -> {
                items(schema, array, field);
                rules.array(array);
                contains(schema, array, field);
            }
            case ObjectValue object -> {
                rules.object(object);
                properties(schema, object, field);
            }
            default -> {}
        }
    }

    static Value resolve(Value root, String reference) {
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
            String expected = names.size() == 1 ? names.getFirst() : "[" + String.join(",", names) + "]";
            report(field, "invalid_type", "Invalid type. Expected: " + expected + ", given: " + given);
        }
        return fits;
    }

    private static String givenType(Value value) {
        return value instanceof NumberValue number && number.isWhole() ? "integer" : value.typeName();
    }

    private JsonSchema trial(Value schema, Value value, String field) {
        JsonSchema trial = new JsonSchema(root, new ArrayList<>());
        trial.depth = depth;
        trial.validate(schema, value, field);
        return trial;
    }

    private boolean holds() {
        return violations.isEmpty();
    }

    private void add(JsonSchema trial) {
        violations.addAll(trial.violations);
        score += trial.score;
    }

    private void addBest(List<JsonSchema> trials) {
        JsonSchema best = null;
        for (JsonSchema trial : trials) {
            if (best == null || trial.score > best.score) {
                best = trial;
            }
        }
        if (best != null) {
            add(best);
        }
    }

    private List<JsonSchema> trials(ArrayValue options, Value value, String field) {
        return options.toList().stream()
                .map(option -> trial(option, value, field))
                .toList();
    }

    private void combinations(ObjectValue schema, Value value, String field) {
        if (schema.get("anyOf") instanceof ArrayValue any && any.size() > 0) {
            List<JsonSchema> trials = trials(any, value, field);
            if (trials.stream().noneMatch(JsonSchema::holds)) {
                report(field, "number_any_of", "Must validate at least one schema (anyOf)");
                addBest(trials);
            }
        }
        if (schema.get("oneOf") instanceof ArrayValue one && one.size() > 0) {
            List<JsonSchema> trials = trials(one, value, field);
            long fitting = trials.stream().filter(JsonSchema::holds).count();
            if (fitting != 1) {
                report(field, "number_one_of", "Must validate one and only one schema (oneOf)");
            }
            if (fitting == 0) {
                addBest(trials);
            }
        }
        if (schema.get("allOf") instanceof ArrayValue all) {
            List<JsonSchema> trials = trials(all, value, field);
            trials.forEach(this::add);
            if (!trials.stream().allMatch(JsonSchema::holds)) {
                report(field, "number_all_of", "Must validate all the schemas (allOf)");
            }
        }
        Value not = schema.get("not");
        if (not != null && trial(not, value, field).holds()) {
            report(field, "number_not", "Must not validate the schema (not)");
        }
        dependencies(schema, value, field);
        condition(schema, value, field);
    }

    private void dependencies(ObjectValue schema, Value value, String field) {
        if (!(schema.get("dependencies") instanceof ObjectValue dependencies)
                || !(value instanceof ObjectValue object)) {
            return;
        }
        for (int i = 0; i < dependencies.size(); i++) {
            if (!object.containsKey(dependencies.keyAt(i))) {
                continue;
            }
            switch (dependencies.valueAt(i)) {
                case ArrayValue names ->
                    names.forEach(name -> {
                        if (!object.containsKey(name)) {
                            report(field, "missing_dependency", "Has a dependency on " + JsonWriter.keyText(name));
                        }
                    });
                case Value needed -> add(trial(needed, value, field));
            }
        }
    }

    private void condition(ObjectValue schema, Value value, String field) {
        Value condition = schema.get("if");
        if (condition == null) {
            return;
        }
        boolean met = trial(condition, value, field).holds();
        Value branch = schema.get(met ? "then" : "else");
        JsonSchema trial = branch == null ? null : trial(branch, value, field);
        if (trial != null && !trial.holds()) {
            report(
                    field,
                    met ? "condition_then" : "condition_else",
                    met
                            ? "Must validate \"then\" as \"if\" was valid"
                            : "Must validate \"else\" as \"if\" was not valid");
            add(trial);
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
    }

    private void contains(ObjectValue schema, ArrayValue array, String field) {
        Value contained = schema.get("contains");
        if (contained == null) {
            return;
        }
        List<JsonSchema> trials = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            trials.add(trial(contained, array.get(i), below(field, Integer.toString(i))));
        }
        if (trials.stream().noneMatch(JsonSchema::holds)) {
            report(field, "contains", "At least one of the items must match");
            addBest(trials);
        }
    }

    private void properties(ObjectValue schema, ObjectValue object, String field) {
        for (int i = 0; i < object.size(); i++) {
            String name = JsonWriter.keyText(object.keyAt(i));
            property(schema, object.valueAt(i), name, field);
            Value names = schema.get("propertyNames");
            JsonSchema trial = names == null ? null : trial(names, object.keyAt(i), field);
            if (trial != null && !trial.holds()) {
                report(field, "invalid_property_name", "Property name of \"" + name + "\" does not match");
                add(trial);
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
