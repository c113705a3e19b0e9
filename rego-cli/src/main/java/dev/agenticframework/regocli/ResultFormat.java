package dev.agenticframework.regocli;

import dev.agenticframework.rego.ArrayValue;
import dev.agenticframework.rego.BooleanValue;
import dev.agenticframework.rego.JsonText;
import dev.agenticframework.rego.NumberValue;
import dev.agenticframework.rego.ObjectValue;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.SetValue;
import dev.agenticframework.rego.StringValue;
import dev.agenticframework.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How `eval` writes what a query gave. The names are those that users type.
enum ResultFormat {
    /// Everything: expressions with their texts and places, and bindings.
    json,
    /// For people: a value alone, or a table of bindings.
    pretty,
    /// The value of the first expression of each solution.
    values,
    /// The bindings of each solution.
    bindings,
    /// The values only, texts without quotes.
    raw,
    /// Nothing.
    discard;

    String write(Outcome.Solutions solutions) {
        return switch (this) {
            case json -> JsonText.writePretty(toJson(solutions));
            case pretty -> writePretty(solutions);
            case values ->
                JsonText.writePretty(ArrayValue.of(
                        solutions.all().stream().map(Outcome.Solution::value).toList()));
            case bindings ->
                JsonText.writePretty(ArrayValue.of(
                        solutions.all().stream().map(ResultFormat::bindings).toList()));
            case raw -> writeRaw(solutions);
            case discard -> "";
        };
    }

    /// The JSON result with one more member.
    static String writeJson(Outcome.Solutions solutions, ObjectValue more) {
        ObjectValue.Builder result = ((ObjectValue) toJson(solutions)).toBuilder();
        for (int i = 0; i < more.size(); i++) {
            result.put(more.keyAt(i), more.valueAt(i));
        }
        return JsonText.writePretty(result.build());
    }

    private static Value toJson(Outcome.Solutions solutions) {
        if (!solutions.isDefined()) {
            return ObjectValue.EMPTY;
        }
        List<Value> results = new ArrayList<>();
        for (Outcome.Solution solution : solutions.all()) {
            ObjectValue.Builder result = ObjectValue.builder();
            result.put(
                    "expressions",
                    ArrayValue.of(solution.expressions().stream()
                            .map(ResultFormat::expression)
                            .toList()));
            if (!solution.bindings().isEmpty()) {
                result.put("bindings", bindings(solution));
            }
            results.add(result.build());
        }
        return ObjectValue.of("result", ArrayValue.of(results));
    }

    private static Value expression(Outcome.Expression expression) {
        return ObjectValue.builder()
                .put("value", expression.value())
                .put("text", StringValue.of(expression.text()))
                .put(
                        "location",
                        ObjectValue.builder()
                                .put("row", NumberValue.of(expression.row()))
                                .put("col", NumberValue.of(expression.col()))
                                .build())
                .build();
    }

    private static Value bindings(Outcome.Solution solution) {
        ObjectValue.Builder bindings = ObjectValue.builder();
        solution.bindings().forEach(bindings::put);
        return bindings.build();
    }

    private static String writePretty(Outcome.Solutions solutions) {
        if (!solutions.isDefined()) {
            return "undefined";
        }
        Outcome.Solution first = solutions.all().getFirst();
        boolean single = solutions.all().size() == 1
                && first.bindings().isEmpty()
                && first.expressions().size() == 1;
        return single ? JsonText.writePretty(first.value()) : table(solutions);
    }

    private static String table(Outcome.Solutions solutions) {
        List<String> header =
                new ArrayList<>(new TreeMap<>(solutions.all().getFirst().bindings()).keySet());
        boolean byBinding = !header.isEmpty();
        if (!byBinding) {
            solutions.all().getFirst().expressions().forEach(expression -> header.add(expression.text()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Outcome.Solution solution : solutions.all()) {
            List<String> row = new ArrayList<>();
            if (byBinding) {
                new TreeMap<>(solution.bindings()).values().forEach(value -> row.add(JsonText.write(value)));
            } else {
                solution.expressions().forEach(expression -> row.add(JsonText.write(expression.value())));
            }
            rows.add(row);
        }
        return TextTable.write(header, rows);
    }

    private static String writeRaw(Outcome.Solutions solutions) {
        List<String> lines = new ArrayList<>();
        for (Outcome.Solution solution : solutions.all()) {
            List<String> texts = new ArrayList<>();
            for (Outcome.Expression expression : solution.expressions()) {
                texts.add(
                        expression.value() instanceof StringValue text
                                ? text.text()
                                : JsonText.write(expression.value()));
            }
            lines.add(String.join(" ", texts));
        }
        return String.join("\n", lines);
    }

    /// Whether there is no solution, or nothing but an empty collection or `false`.
    static boolean isEmpty(Outcome.Solutions solutions) {
        if (!solutions.isDefined()) {
            return true;
        }
        if (solutions.all().size() > 1) {
            return false;
        }
        return switch (solutions.all().getFirst().value()) {
            case BooleanValue flag ->
                !flag.value() && solutions.all().getFirst().bindings().isEmpty();
            case ArrayValue array -> array.size() == 0;
            case SetValue set -> set.size() == 0;
            case ObjectValue object -> object.size() == 0;
            default -> false;
        };
    }
}
