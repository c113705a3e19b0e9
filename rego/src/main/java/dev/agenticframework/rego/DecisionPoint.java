package dev.agenticframework.rego;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Answers what a document such as `data.authz.allow` is for an input: from a policy in this JVM, or from a
/// server elsewhere.
public interface DecisionPoint {
    /// What the document is for the input.
    ///
    /// @param path from `data` on, separated by dots, such as `data.authz.allow`
    /// @param input null when there is none
    Decision decide(String path, @Nullable Value input);

    /// An answer.
    sealed interface Decision {
        record Defined(Value value) implements Decision {}

        /// No rule gives the document a value.
        record Undefined() implements Decision {}

        /// The question could not be answered.
        ///
        /// @param code stable: a code of [RegoError], or `opa_unreachable`, `opa_refused`,
        ///     `opa_malformed_answer`
        record Failed(String code, String message) implements Decision {}
    }
}
