package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Built-ins about the evaluation itself: notes, output, the runtime.
public final class SystemBuiltins {
    private static final String UNDEFINED = "<undefined>";

    private SystemBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("trace", (context, operands) -> {
            context.trace(Operands.string(operands, 0));
            return BooleanValue.TRUE;
        });
        table.function("opa.runtime", (context, _) -> context.runtime());
        table.function("internal.print", (context, operands) -> print(context, Operands.array(operands, 0)));
        table.function("internal.template_string", (_, operands) -> template(Operands.array(operands, 0)));
    }

    /// Prints one line for each combination of the operands' values. An operand without values prints as undefined.
    private static Value print(BuiltinContext context, ArrayValue operands) {
        List<String> lines = List.of("");
        for (int i = 0; i < operands.size(); i++) {
            List<String> texts = texts(operands.get(i));
            String separator = i == 0 ? "" : " ";
            List<String> longer = new ArrayList<>();
            for (String line : lines) {
                texts.forEach(text -> longer.add(line + separator + text));
            }
            lines = longer;
        }
        lines.forEach(context::print);
        return BooleanValue.TRUE;
    }

    private static List<String> texts(Value operand) {
        if (!(operand instanceof SetValue values)) {
            return List.of(text(operand));
        }
        return values.size() == 0
                ? List.of(UNDEFINED)
                : values.toList().stream().map(SystemBuiltins::text).toList();
    }

    private static Value template(ArrayValue parts) {
        StringBuilder text = new StringBuilder();
        for (Value part : parts) {
            List<String> texts = texts(part);
            if (texts.size() > 1) {
                throw BuiltinException.conflict("template-strings must not produce multiple outputs");
            }
            text.append(texts.getFirst());
        }
        return StringValue.of(text.toString());
    }

    private static String text(Value value) {
        return value instanceof StringValue text ? text.text() : value.toString();
    }
}
