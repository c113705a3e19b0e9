package dev.agenticframework.rego.library;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Calls standard built-ins with operands written as JSON.
public final class BuiltinCalls {
    private static final long NOW = 1_700_000_000_000_000_000L;

    private BuiltinCalls() {}

    public static @Nullable Value call(String name, String... jsonOperands) {
        Value[] operands = new Value[jsonOperands.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = JsonText.parse(jsonOperands[i]);
        }
        return callWith(name, operands);
    }

    public static @Nullable Value callWith(String name, Value... operands) {
        BuiltinContext context = new BuiltinContext(BuiltinContext.Settings.quiet(NOW, 1));
        return switch (StandardBuiltins.ALL.implementation(name)) {
            case Builtin.Function function -> function.call(context, operands);
            case Builtin.Relation _ -> throw new IllegalArgumentException(name + " has many results");
            case null -> throw new IllegalArgumentException("no built-in is named " + name);
        };
    }

    public static String text(String name, String... jsonOperands) {
        return String.valueOf(call(name, jsonOperands));
    }
}
