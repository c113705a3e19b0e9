package dev.agenticframework.rego;

import dev.agenticframework.rego.analysis.DataConflicts;
import dev.agenticframework.rego.compiler.CompiledRules;
import dev.agenticframework.rego.compiler.PolicyCompiler;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.syntax.DeepStack;
import dev.agenticframework.rego.syntax.ModuleParser;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compiles Rego. Start here:
///
/// ```
/// Compilation compiled = Rego.compile(Map.of("authz.rego", source), ObjectValue.EMPTY);
/// if (compiled instanceof Compilation.Compiled(Policy policy)) {
///     Outcome outcome = policy.query("data.authz.allow", input);
/// }
/// ```
public final class Rego {
    private Rego() {}

    /// Compiles modules of v1.
    ///
    /// @param modules the text of each module, by file name
    /// @param data the base documents
    public static Compilation compile(Map<String, String> modules, ObjectValue data) {
        return compile(modules, data, CompileOptions.V1);
    }

    public static Compilation compile(Map<String, String> modules, ObjectValue data, CompileOptions options) {
        List<RegoModule> parsed = new ArrayList<>();
        List<RegoError> errors = new ArrayList<>();
        // Files are parsed in parallel, because parsing takes a large part of the time.
        List<Parsed<RegoModule>> files = new TreeMap<>(modules)
                .entrySet().parallelStream()
                        .map(file ->
                                ModuleParser.module(new SourceText(file.getKey(), file.getValue()), options.version()))
                        .toList();
        for (Parsed<RegoModule> file : files) {
            switch (file) {
                case Parsed.Ok<RegoModule>(RegoModule module) -> parsed.add(module);
                case Parsed.Failed<RegoModule>(List<RegoError> found) -> errors.addAll(found);
            }
        }
        if (!errors.isEmpty()) {
            return new Compilation.Failed(PolicyCompiler.limited(errors));
        }
        return DeepStack.call(() -> compile(parsed, data, options), error -> new Compilation.Failed(List.of(error)));
    }

    private static Compilation compile(List<RegoModule> modules, ObjectValue data, CompileOptions options) {
        return switch (PolicyCompiler.compile(modules, options.builtins(), options.keepPrint(), options.strict())) {
            case Parsed.Ok<CompiledRules>(CompiledRules rules) -> {
                List<RegoError> conflicts =
                        DataConflicts.check(rules.definitions().rules(), data);
                yield conflicts.isEmpty()
                        ? new Compilation.Compiled(new Policy(rules, data, options.version()))
                        : new Compilation.Failed(PolicyCompiler.limited(conflicts));
            }
            case Parsed.Failed<CompiledRules>(List<RegoError> found) -> new Compilation.Failed(found);
        };
    }
}
