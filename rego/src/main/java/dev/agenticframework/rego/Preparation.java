package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import java.util.List;

/// The result of preparing a query.
public sealed interface Preparation {
    record Prepared(PreparedQuery query) implements Preparation {}

    record Failed(List<RegoError> errors) implements Preparation {
        public Failed {
            errors = List.copyOf(errors);
        }
    }
}
