package dev.agenticframework.regocli;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Prints results and errors.
final class Output {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    void line(String text) {
        out.println(text);
    }

    void text(String text) {
        out.print(text);
        out.flush();
    }

    void note(String text) {
        err.println(text);
    }

    void json(Value value) {
        out.println(JsonText.writePretty(value));
    }

    /// Prints errors as JSON to standard output, or as text to standard error.
    int failed(List<RegoError> errors, boolean asJson) {
        if (asJson) {
            json(ObjectValue.of("errors", errors(errors)));
        } else {
            String count = errors.size() == 1 ? "1 error occurred: " : errors.size() + " errors occurred:\n";
            note(count
                    + String.join("\n", errors.stream().map(RegoError::toString).toList()));
        }
        return Exit.ERROR;
    }

    int failed(String problem, boolean asJson) {
        if (asJson) {
            json(ObjectValue.of("errors", ArrayValue.of(ObjectValue.of("message", StringValue.of(problem)))));
        } else {
            note("error: " + problem);
        }
        return Exit.ERROR;
    }

    static Value errors(List<RegoError> errors) {
        List<Value> values = new ArrayList<>();
        for (RegoError error : errors) {
            values.add(ObjectValue.builder()
                    .put("code", StringValue.of(error.code()))
                    .put("message", StringValue.of(error.message()))
                    .put("location", location(error.file(), error.row(), error.col()))
                    .build());
        }
        return ArrayValue.of(values);
    }

    static Value location(String file, int row, int col) {
        return ObjectValue.builder()
                .put("file", StringValue.of(file))
                .put("row", NumberValue.of(row))
                .put("col", NumberValue.of(col))
                .build();
    }
}
