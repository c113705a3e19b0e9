package dev.agenticframework.rego.testing;

import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.Rego;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates a ground term in Rego's syntax, such as the input of a case.
final class ConformanceTerm {
    private ConformanceTerm() {}

    static @Nullable Value evaluate(String term) {
        if (!(Rego.compile(Map.of(), ObjectValue.EMPTY) instanceof Compilation.Compiled(Policy policy))) {
            return null;
        }
        return policy.query(term, null) instanceof Outcome.Solutions(List<Outcome.Solution> all) && !all.isEmpty()
                ? all.getFirst().value()
                : null;
    }
}
