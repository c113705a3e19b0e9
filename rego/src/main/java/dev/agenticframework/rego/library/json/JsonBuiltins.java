package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import dev.agenticframework.rego.value.YamlWriter;

/// Converts JSON and YAML texts, and selects parts of documents by paths.
public final class JsonBuiltins {
    private JsonBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("json.marshal", (_, operands) -> marshal(operands[0]));
        table.function("json.marshal_with_options", (_, operands) -> marshalWithOptions(operands));
        table.function("json.unmarshal", (_, operands) -> unmarshal(Operands.string(operands, 0)));
        table.function("json.is_valid", (_, operands) -> BooleanValue.of(isValidJson(operands[0])));
        table.function("yaml.marshal", (_, operands) -> StringValue.of(YamlWriter.write(operands[0])));
        table.function("yaml.unmarshal", (_, operands) -> unmarshalYaml(Operands.string(operands, 0)));
        table.function("yaml.is_valid", (_, operands) -> BooleanValue.of(isValidYaml(operands[0])));
        table.function("json.filter", (_, operands) -> JsonPaths.filter(operands));
        table.function("json.remove", (_, operands) -> JsonPaths.remove(operands));
        table.function(
                "json.patch",
                (context, operands) -> JsonPatch.apply(context, operands[0], Operands.array(operands, 1)));
    }

    private static Value marshal(Value value) {
        return StringValue.of(JsonWriter.compact().htmlSafe().write(value));
    }

    private static Value marshalWithOptions(Value[] operands) {
        ObjectValue options = Operands.object(operands, 1);
        String prefix = "";
        String indent = "\t";
        boolean pretty = false;
        for (int i = 0; i < options.size(); i++) {
            String name = Operands.stringValue(options.keyAt(i), 1).text();
            Value value = options.valueAt(i);
            switch (name) {
                case "prefix" -> prefix = text(name, value);
                case "indent" -> indent = text(name, value);
                case "pretty" -> requireBoolean(name, value);
                default -> throw BuiltinException.operand(2, "object contained unknown key " + StringValue.of(name));
            }
            pretty |= !name.equals("pretty");
        }
        pretty = options.get("pretty") instanceof BooleanValue asked ? asked.value() : pretty;
        return pretty
                ? StringValue.of(
                        prefix + JsonWriter.indented(prefix, indent).htmlSafe().write(operands[0]))
                : marshal(operands[0]);
    }

    private static String text(String key, Value value) {
        if (value instanceof StringValue text) {
            return text.text();
        }
        throw BuiltinException.operand(
                2,
                "key " + StringValue.of(key) + " failed cast to string: operand must be string but got "
                        + value.typeName());
    }

    private static void requireBoolean(String key, Value value) {
        if (!(value instanceof BooleanValue)) {
            throw BuiltinException.operand(2, "key " + StringValue.of(key) + " failed cast to bool");
        }
    }

    private static Value unmarshal(String text) {
        try {
            return JsonText.parse(text);
        } catch (JsonText.InvalidJson invalid) {
            throw BuiltinException.failure(String.valueOf(invalid.getMessage()));
        }
    }

    private static boolean isValidJson(Value value) {
        if (!(value instanceof StringValue text)) {
            return false;
        }
        try {
            JsonText.parse(text.text());
            return true;
        } catch (JsonText.InvalidJson invalid) {
            return false;
        }
    }

    private static Value unmarshalYaml(String text) {
        try {
            return YamlText.parse(text);
        } catch (YamlText.InvalidYaml invalid) {
            throw BuiltinException.failure(String.valueOf(invalid.getMessage()));
        }
    }

    private static boolean isValidYaml(Value value) {
        if (!(value instanceof StringValue text)) {
            return false;
        }
        try {
            YamlText.parse(text.text());
            return true;
        } catch (YamlText.InvalidYaml invalid) {
            return false;
        }
    }
}
