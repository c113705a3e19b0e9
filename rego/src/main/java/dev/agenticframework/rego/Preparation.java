package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import java.util.List;

/// What preparing a query gave.
public sealed interface Preparation {
    record Prepared(PreparedQuery query) implements Preparation {}

    record Failed(List<RegoError> errors) implements Preparation {
        public Failed {
            errors = List.copyOf(errors);
        }
    }
}
