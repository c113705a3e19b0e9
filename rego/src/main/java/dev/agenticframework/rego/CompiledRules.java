package dev.agenticframework.rego;

import java.util.List;

/// The result of compiling modules.
///
/// @param groups how many groups of rules there are
/// @param types of what the rules define
record CompiledRules(
        List<RegoModule> modules,
        List<RuleDraft> drafts,
        Linkage linkage,
        FreshNames fresh,
        int groups,
        TypeScope types) {

    /// The same rules as code that can be traced.
    CompiledRules instrumented() {
        Linkage traced = linkage.instrumented();
        GroupLinker linker = new GroupLinker(traced);
        linker.link(traced.rules());
        return new CompiledRules(modules, drafts, traced, fresh, linker.count(), types);
    }
}
