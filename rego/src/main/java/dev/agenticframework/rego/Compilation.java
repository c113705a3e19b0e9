package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import java.util.List;

/// The result of compiling modules.
public sealed interface Compilation {
    record Compiled(Policy policy) implements Compilation {}

    /// At most ten errors, ordered by file and position.
    record Failed(List<RegoError> errors) implements Compilation {
        public Failed {
            errors = List.copyOf(errors);
        }
    }
}
