package dev.agenticframework.rego;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Decides what a document such as `data.authz.allow` is for an input, with a policy in this JVM or with a
/// remote server.
public interface DecisionPoint {
    /// Evaluates a document for an input.
    ///
    /// @param path the path of the document, separated by dots, such as `data.authz.allow`
    /// @param input null when there is none
    Decision decide(String path, @Nullable Value input);

    /// The result of a decision.
    sealed interface Decision {
        record Defined(Value value) implements Decision {}

        /// No rule gives the document a value.
        record Undefined() implements Decision {}

        /// The document cannot be evaluated.
        ///
        /// @param code stable: a code of [RegoError], or `opa_unreachable`, `opa_refused`,
        ///     `opa_malformed_answer`
        record Failed(String code, String message) implements Decision {}
    }
}
