package dev.agenticframework.regocli;

import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// How `eval` prints a result. The constants have the names that users type.
enum ResultFormat {
    /// Everything: expressions with their texts and locations, and bindings.
    json,
    /// For people: a single value, or a table of bindings.
    pretty,
    /// The values of the expressions, one list per solution.
    values,
    /// The bindings of each solution.
    bindings,
    /// The values only, strings without quotes.
    raw,
    /// Nothing.
    discard;

    String write(Outcome.Solutions solutions) {
        return switch (this) {
            case json -> JsonText.writePretty(toJson(solutions));
            case pretty -> writePretty(solutions);
            case values -> each(solutions, ResultFormat::expressionValues);
            case bindings -> each(solutions, ResultFormat::bindings);
            case raw -> writeRaw(solutions);
            case discard -> JsonText.writePretty(ObjectValue.of("result", StringValue.of("discarded")));
        };
    }

    private static String each(Outcome.Solutions solutions, Function<Outcome.Solution, Value> shown) {
        return String.join(
                "\n",
                solutions.all().stream()
                        .map(solution -> JsonText.writePretty(shown.apply(solution)))
                        .toList());
    }

    private static Value expressionValues(Outcome.Solution solution) {
        return ArrayValue.of(
                solution.expressions().stream().map(Outcome.Expression::value).toList());
    }

    /// Returns the JSON result with one more member.
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
        List<Outcome.Solution> all = solutions.all();
        Map<String, Function<Outcome.Solution, Value>> expressions = new LinkedHashMap<>();
        for (int i = 0; i < all.getFirst().expressions().size(); i++) {
            int at = i;
            boolean telling = all.getFirst().bindings().isEmpty()
                    || all.stream()
                            .anyMatch(solution ->
                                    !solution.expressions().get(at).value().equals(BooleanValue.TRUE));
            if (telling) {
                expressions.put(
                        all.getFirst().expressions().get(at).text(),
                        solution -> solution.expressions().get(at).value());
            }
        }
        SortedMap<String, Function<Outcome.Solution, Value>> bindings = new TreeMap<>();
        for (String name : all.getFirst().bindings().keySet()) {
            bindings.put(name, solution -> solution.bindings().getOrDefault(name, NullValue.NULL));
        }
        List<String> header = new ArrayList<>(expressions.keySet());
        header.addAll(bindings.keySet());
        List<List<String>> rows = new ArrayList<>();
        for (Outcome.Solution solution : all) {
            List<String> row = new ArrayList<>();
            expressions.values().forEach(cell -> row.add(JsonText.write(cell.apply(solution))));
            bindings.values().forEach(cell -> row.add(JsonText.write(cell.apply(solution))));
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

    /// Whether there is no solution, or only an empty collection or `false`.
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
