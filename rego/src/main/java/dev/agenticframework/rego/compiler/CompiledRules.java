package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.Definitions;
import dev.agenticframework.rego.analysis.FreshNames;
import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.analysis.TypeScope;
import dev.agenticframework.rego.syntax.RegoModule;
import java.util.List;

/// The result of compiling modules.
///
/// @param code the rules as code
/// @param types the types of the documents
/// @param keepPrint whether calls of `print` stay in queries
public record CompiledRules(
        List<RegoModule> modules,
        List<RuleDraft> drafts,
        Definitions definitions,
        FreshNames fresh,
        LinkedRules code,
        TypeScope types,
        boolean keepPrint) {

    /// Returns the same rules as code that reports to a tracer.
    public CompiledRules instrumented() {
        LinkedRules traced = new LinkedRules(definitions, fresh, true);
        return new CompiledRules(modules, drafts, definitions, fresh, traced, types, keepPrint);
    }
}
