package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import java.util.List;

/// What compiling gave.
public sealed interface Compilation {
    record Compiled(Policy policy) implements Compilation {}

    /// At most ten errors, by file and place.
    record Failed(List<RegoError> errors) implements Compilation {
        public Failed {
            errors = List.copyOf(errors);
        }
    }
}
