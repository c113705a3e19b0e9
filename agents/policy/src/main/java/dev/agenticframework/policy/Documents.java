package dev.agenticframework.policy;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.yaml.YamlValue;
import dev.agenticframework.yaml.YamlValue.Mapping;
import dev.agenticframework.yaml.YamlValue.Scalar;
import dev.agenticframework.yaml.YamlValue.Sequence;
import java.util.List;

/// Converts YAML values to Rego values, with their lines.
final class Documents {

    private Documents() {}

    static Value text(String text) {
        return StringValue.of(text);
    }

    static Value number(long number) {
        return NumberValue.of(number);
    }

    static Value array(List<? extends Value> items) {
        return ArrayValue.of(List.copyOf(items));
    }

    static Value of(YamlValue value) {
        return switch (value) {
            case Scalar scalar -> scalar(scalar);
            case Sequence sequence ->
                array(sequence.items().stream().map(Documents::of).toList());
            case Mapping mapping -> {
                var object = ObjectValue.builder();
                mapping.entries().forEach((key, child) -> object.put(key, of(child)));
                yield object.build();
            }
        };
    }

    private static Value scalar(Scalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> NullValue.NULL;
            case BOOLEAN -> scalar.isTrue() ? BooleanValue.TRUE : BooleanValue.FALSE;
            case INTEGER, DECIMAL -> number(scalar.text());
            case TEXT -> text(scalar.text());
        };
    }

    private static Value number(String text) {
        try {
            return NumberValue.parse(text);
        } catch (NumberFormatException e) {
            return text(text);
        }
    }

    /// The line of every value by its path, such as `spec/containers/0/image`.
    static Value lines(YamlValue value) {
        var lines = ObjectValue.builder();
        lines(value, "", lines);
        return lines.build();
    }

    private static void lines(YamlValue value, String path, ObjectValue.Builder lines) {
        switch (value) {
            case Scalar _ -> {}
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    var item = sequence.items().get(i);
                    lines.put(path + i, number(item.place().line()));
                    lines(item, path + i + "/", lines);
                }
            }
            case Mapping mapping ->
                mapping.entries().forEach((key, child) -> {
                    lines.put(path + key, number(mapping.at(key).line()));
                    lines(child, path + key + "/", lines);
                });
        }
    }
}
