package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.RegoType;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Term;
import java.util.List;
import java.util.stream.Collectors;

/// Formats the error for arguments that do not fit a function, with the given and the expected types on separate lines.
final class ArgumentMismatch {
    private ArgumentMismatch() {}

    static RegoError error(Location at, String name, String problem, List<Term> operands, RegoType.Function wanted) {
        List<String> have = operands.stream()
                .map(operand ->
                        operand instanceof Term.Scalar scalar ? scalar.value().typeName() : "any")
                .toList();
        return error(at, name, problem, String.join(", ", have), wanted.parameters());
    }

    static RegoError error(Location at, String name, String problem, String have, List<RegoType.Parameter> wanted) {
        String want = wanted.stream().map(Object::toString).collect(Collectors.joining(", "));
        RegoError error = RegoError.of(RegoError.TYPE, at, name + ": " + problem);
        return new RegoError(
                error.code(),
                error.message(),
                error.file(),
                error.row(),
                error.col(),
                List.of("have: (" + have + ")", "want: (" + want + ")"));
    }
}
