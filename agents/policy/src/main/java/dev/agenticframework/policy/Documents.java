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
    ///
    /// @param file the path of the file
    static Value lines(String file, YamlValue value, Budget budget) {
        var lines = new Lines(file, budget, ObjectValue.builder());
        lines.add(value, "");
        return lines.found().build();
    }

    private record Lines(String file, Budget budget, ObjectValue.Builder found) {
        void add(YamlValue value, String path) {
            switch (value) {
                case Scalar _ -> {}
                case Sequence sequence -> {
                    for (int i = 0; i < sequence.items().size(); i++) {
                        var item = sequence.items().get(i);
                        put(path + i, item.place().line(), item);
                    }
                }
                case Mapping mapping ->
                    mapping.entries()
                            .forEach((key, child) ->
                                    put(path + key, mapping.at(key).line(), child));
            }
        }

        private void put(String path, int line, YamlValue value) {
            budget.values(file, 2);
            budget.path(file, path);
            found.put(path, number(line));
            add(value, path + "/");
        }
    }
}
