package dev.agenticframework.rego;

import org.jspecify.annotations.Nullable;

/// Calls standard built-ins with operands written as JSON.
final class BuiltinCalls {
    private static final long NOW = 1_700_000_000_000_000_000L;

    private BuiltinCalls() {}

    static @Nullable Value call(String name, String... jsonOperands) {
        Value[] operands = new Value[jsonOperands.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = JsonText.parse(jsonOperands[i]);
        }
        return callWith(name, operands);
    }

    static @Nullable Value callWith(String name, Value... operands) {
        BuiltinContext context = new BuiltinContext(BuiltinContext.Settings.quiet(NOW, 1));
        return switch (StandardBuiltins.ALL.implementation(name)) {
            case Builtin.Function function -> function.call(context, operands);
            case Builtin.Relation _ -> throw new IllegalArgumentException(name + " has many results");
            case null -> throw new IllegalArgumentException("no built-in is named " + name);
        };
    }

    static String text(String name, String... jsonOperands) {
        return String.valueOf(call(name, jsonOperands));
    }
}
