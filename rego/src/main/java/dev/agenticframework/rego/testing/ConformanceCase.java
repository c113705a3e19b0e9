package dev.agenticframework.rego.testing;

import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One case in the format of OPA's conformance suite: modules, a query, and the expected result or error.
///
/// @param input null when there is none
/// @param results the expected bindings of each solution, null if any are accepted
/// @param defined whether a solution is expected, null if not specified
/// @param errorCode the expected code, empty if no error is expected
/// @param error a part of the expected message, may be empty
record ConformanceCase(
        String note,
        String query,
        Map<String, String> modules,
        ObjectValue data,
        @Nullable Value input,
        @Nullable ArrayValue results,
        @Nullable Boolean defined,
        String errorCode,
        String error,
        boolean strictCompiler,
        boolean strictBuiltinErrors,
        boolean sorted,
        ObjectValue environment,
        RegoVersion version) {

    /// Reads the cases of one YAML file.
    static List<ConformanceCase> parse(String yaml, RegoVersion version) {
        if (!(YamlText.parse(yaml) instanceof ObjectValue file) || !(file.get("cases") instanceof ArrayValue cases)) {
            return List.of();
        }
        return cases.toList().stream()
                .map(item -> of((ObjectValue) item, version))
                .toList();
    }

    static ConformanceCase of(ObjectValue item, RegoVersion version) {
        Map<String, String> modules = new LinkedHashMap<>();
        if (item.get("modules") instanceof ArrayValue sources) {
            for (int i = 0; i < sources.size(); i++) {
                modules.put("test-" + i + ".rego", ((StringValue) sources.get(i)).text());
            }
        }
        Value input = item.get("input");
        if (item.get("input_term") instanceof StringValue term) {
            input = ConformanceTerm.evaluate(term.text());
        }
        return new ConformanceCase(
                text(item, "note"),
                text(item, "query"),
                modules,
                item.get("data") instanceof ObjectValue data ? data : ObjectValue.EMPTY,
                input,
                item.get("want_result") instanceof ArrayValue wanted ? wanted : null,
                item.get("want_defined") instanceof BooleanValue flag ? flag.value() : null,
                text(item, "want_error_code"),
                text(item, "want_error"),
                flag(item, "strict"),
                flag(item, "strict_error"),
                flag(item, "sort_bindings"),
                item.get("env") instanceof ObjectValue environment ? environment : ObjectValue.EMPTY,
                version);
    }

    private static boolean flag(ObjectValue item, String name) {
        return item.get(name) instanceof BooleanValue flag && flag.value();
    }

    private static String text(ObjectValue item, String name) {
        return item.get(name) instanceof StringValue text ? text.text() : "";
    }

    /// Returns the topic, which is the first part of the note.
    String topic() {
        int slash = note.indexOf('/');
        return slash < 0 ? note : note.substring(0, slash);
    }
}
