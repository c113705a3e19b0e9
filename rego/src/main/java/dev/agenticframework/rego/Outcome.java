package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Map;

/// What a query gave.
public sealed interface Outcome {
    /// All solutions; none when the query is undefined.
    record Solutions(List<Solution> all) implements Outcome {
        public Solutions {
            all = List.copyOf(all);
        }

        public boolean isDefined() {
            return !all.isEmpty();
        }
    }

    /// The query, or the evaluation, is wrong.
    record Failed(List<RegoError> errors) implements Outcome {
        public Failed {
            errors = List.copyOf(errors);
        }
    }

    /// One way in which the query holds.
    ///
    /// @param expressions the value of each expression of the query, in the order written
    /// @param bindings the values of the query's variables, by name
    record Solution(List<Expression> expressions, Map<String, Value> bindings) {
        /// The value of the first expression.
        public Value value() {
            return expressions.getFirst().value();
        }
    }

    /// One expression of the query.
    ///
    /// @param text as written
    /// @param row of the expression in the query, from 1
    record Expression(Value value, String text, int row, int col) {}
}
