package dev.agenticframework.rego;

import java.util.List;

/// Replaces `rego.metadata.chain()` and `rego.metadata.rule()` by what they return for the rule they stand in.
final class MetadataCalls {
    private MetadataCalls() {}

    static void rewrite(List<RegoModule> modules, List<RuleDraft> drafts, FreshNames fresh, List<RegoError> errors) {}
}
