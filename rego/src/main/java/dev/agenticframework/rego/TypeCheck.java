package dev.agenticframework.rego;

import java.util.List;

/// Finds expressions that can never hold because of the types of their terms.
final class TypeCheck {
    private TypeCheck() {}

    static List<RegoError> check(List<RuleDraft> drafts, Linkage linkage, FreshNames fresh, CompileOptions options) {
        return List.of();
    }
}
