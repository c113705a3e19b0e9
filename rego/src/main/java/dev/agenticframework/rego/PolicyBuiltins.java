package dev.agenticframework.rego;

import java.util.List;

/// `rego.parse_module`. The functions on metadata are replaced when a policy is compiled.
final class PolicyBuiltins {
    private PolicyBuiltins() {}

    static void register(BuiltinTable table) {
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
