package dev.agenticframework.rego;

import java.util.List;

/// The result of compiling modules.
///
/// @param groups how many groups of rules there are
record CompiledRules(List<RegoModule> modules, List<RuleDraft> drafts, Linkage linkage, FreshNames fresh, int groups) {}
