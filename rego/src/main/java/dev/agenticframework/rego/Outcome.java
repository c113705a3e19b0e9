package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Map;

/// The result of a query.
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

    /// The query does not compile, or its evaluation failed.
    record Failed(List<RegoError> errors) implements Outcome {
        public Failed {
            errors = List.copyOf(errors);
        }
    }

    /// One way to satisfy the query.
    ///
    /// @param expressions the value of each expression of the query, in the order written
    /// @param bindings the values of the query's variables, by name
    record Solution(List<Expression> expressions, Map<String, Value> bindings) {
        /// The value of the first expression.
        public Value value() {
            return expressions.getFirst().value();
        }
    }

    /// The value of one expression of the query.
    ///
    /// @param text the expression as written
    /// @param row the row of the expression in the query, from 1
    record Expression(Value value, String text, int row, int col) {}
}
