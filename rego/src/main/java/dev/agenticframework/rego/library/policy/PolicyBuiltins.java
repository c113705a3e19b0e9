package dev.agenticframework.rego.library.policy;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.syntax.ModuleParser;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.value.Value;
import java.util.List;

/// `rego.parse_module`. The compiler replaces the metadata functions.
public final class PolicyBuiltins {
    private PolicyBuiltins() {}

    public static void register(BuiltinTable table) {
        // The compiler replaces the calls in rules. A query has no annotations.
        table.function("rego.metadata.chain", (_, _) -> null);
        table.function("rego.metadata.rule", (_, _) -> null);
        table.function("rego.parse_module", (_, operands) -> parse(operands));
    }

    private static Value parse(Value[] operands) {
        SourceText source = new SourceText(Operands.string(operands, 0), Operands.string(operands, 1));
        return switch (ModuleParser.module(source, RegoVersion.V1)) {
            case Parsed.Ok<RegoModule>(RegoModule module) -> AstJson.module(module);
            case Parsed.Failed<RegoModule>(List<RegoError> errors) ->
                throw BuiltinException.failure(errors.size()
                        + (errors.size() == 1 ? " error occurred: " : " errors occurred:\n")
                        + String.join(
                                "\n", errors.stream().map(RegoError::toString).toList()));
        };
    }
}
