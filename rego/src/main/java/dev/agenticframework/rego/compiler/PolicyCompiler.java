package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.CallCheck;
import dev.agenticframework.rego.analysis.CallFlattener;
import dev.agenticframework.rego.analysis.ConflictCheck;
import dev.agenticframework.rego.analysis.Definitions;
import dev.agenticframework.rego.analysis.DynamicTerms;
import dev.agenticframework.rego.analysis.FreshNames;
import dev.agenticframework.rego.analysis.HeadCapturer;
import dev.agenticframework.rego.analysis.LocalRenamer;
import dev.agenticframework.rego.analysis.MetadataCalls;
import dev.agenticframework.rego.analysis.ModuleCheck;
import dev.agenticframework.rego.analysis.RecursionCheck;
import dev.agenticframework.rego.analysis.ReferenceResolver;
import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.analysis.RuleGraph;
import dev.agenticframework.rego.analysis.RuleNode;
import dev.agenticframework.rego.analysis.Safety;
import dev.agenticframework.rego.analysis.TemplateRewriter;
import dev.agenticframework.rego.analysis.TestCases;
import dev.agenticframework.rego.analysis.TypeCheck;
import dev.agenticframework.rego.analysis.TypeScope;
import dev.agenticframework.rego.analysis.VarFinder;
import dev.agenticframework.rego.analysis.Vars;
import dev.agenticframework.rego.analysis.WithCapturer;
import dev.agenticframework.rego.builtin.Builtins;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TokenKind;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Compiles parsed modules to executable rules, stage by stage: names, local variables, calls, safety, conflicts,
/// recursion, types. Compilation stops after the first stage with errors.
public final class PolicyCompiler {
    /// The number of errors to report.
    static final int MAX_ERRORS = 10;

    private final boolean keepPrint;
    private final boolean strict;
    private final List<RegoModule> modules;
    private final List<RuleDraft> drafts = new ArrayList<>();
    private final RuleNode root = RuleNode.root();
    private final FreshNames fresh = new FreshNames();
    private final List<RegoError> errors = new ArrayList<>();

    /// Errors that do not stop the compilation.
    private final List<RegoError> deferred = new ArrayList<>();

    private final IdentityHashMap<RegoModule, String> paths = new IdentityHashMap<>();
    private final Definitions definitions;
    private final TypeScope types;

    private PolicyCompiler(List<RegoModule> modules, Builtins builtins, boolean keepPrint, boolean strict) {
        boolean announcesCases = builtins.isAdded(TestCases.ANNOUNCE);
        this.modules = modules.stream()
                .map(module -> announcesCases ? TestCases.announced(module) : module)
                .sorted(Comparator.comparing(module -> module.source().file()))
                .toList();
        this.keepPrint = keepPrint;
        this.strict = strict;
        definitions = new Definitions(root, builtins);
        types = new TypeScope(definitions);
    }

    /// Compiles parsed modules.
    ///
    /// @param builtins the built-ins that the modules may call
    /// @param keepPrint whether calls of `print` stay in the code; otherwise they are dropped
    /// @param strict whether unused variables and imports, and deprecated built-ins, are errors
    public static Parsed<CompiledRules> compile(
            List<RegoModule> modules, Builtins builtins, boolean keepPrint, boolean strict) {
        PolicyCompiler compiler = new PolicyCompiler(modules, builtins, keepPrint, strict);
        return compiler.run() ? new Parsed.Ok<>(compiler.link()) : new Parsed.Failed<>(limited(compiler.errors));
    }

    /// Returns the first errors, in the order of the sources.
    public static List<RegoError> limited(List<RegoError> found) {
        List<RegoError> errors = new ArrayList<>(found);
        errors.sort(Comparator.comparing(RegoError::file)
                .thenComparingInt(RegoError::row)
                .thenComparingInt(RegoError::col));
        if (errors.size() <= MAX_ERRORS) {
            return List.copyOf(errors);
        }
        List<RegoError> first = new ArrayList<>(errors.subList(0, MAX_ERRORS));
        first.add(RegoError.of(RegoError.COMPILE, null, "error limit reached"));
        return List.copyOf(first);
    }

    private boolean run() {
        modules.forEach(module -> module.rules().forEach(rule -> drafts.add(new RuleDraft(module, rule))));
        RuleGraph graph = new RuleGraph(root);
        List<Runnable> stages = List.of(
                this::resolveReferences,
                () -> rewrite(rule -> new HeadCapturer(fresh).reference(rule)),
                () -> deferred.addAll(ModuleCheck.check(modules, strict)),
                this::growTree,
                this::renameLocals,
                this::rewriteTemplates,
                () -> rewrite(new CallFlattener(fresh)::rule),
                () -> MetadataCalls.rewrite(modules, drafts, errors),
                () -> rewrite(new HeadCapturer(fresh)::rule),
                this::captureWiths,
                () -> errors.addAll(ConflictCheck.check(root, modules)),
                () -> drafts.forEach(draft -> CallCheck.check(draft.branches(), definitions, errors)),
                this::checkHeads,
                this::orderBodies,
                () -> rewriteBodies(new DynamicTerms(fresh)::body),
                () -> errors.addAll(RecursionCheck.check(graph, fresh)),
                () -> errors.addAll(TypeCheck.check(drafts, graph, definitions, fresh, types)),
                this::refuseDeprecated);
        for (Runnable stage : stages) {
            stage.run();
            if (!errors.isEmpty()) {
                break;
            }
        }
        errors.addAll(deferred);
        return errors.isEmpty();
    }

    private void rewrite(UnaryOperator<Rule> stage) {
        drafts.forEach(draft -> draft.rewrite(stage));
    }

    // A stage skips modules whose text contains none of its words.
    private void rewriteWhere(List<String> words, UnaryOperator<Rule> stage) {
        IdentityHashMap<RegoModule, Boolean> spelt = new IdentityHashMap<>();
        for (RuleDraft draft : drafts) {
            if (spelt.computeIfAbsent(draft.module(), module -> module.spellsAny(words))) {
                draft.rewrite(stage);
            }
        }
    }

    private void rewriteBodies(UnaryOperator<List<Expr>> stage) {
        rewrite(rule -> rule.with(rule.head(), stage.apply(rule.body())));
    }

    private void resolveReferences() {
        Map<String, Set<String>> exports = new HashMap<>();
        for (RuleDraft draft : drafts) {
            exports.computeIfAbsent(path(draft.module()), ignored -> new HashSet<>())
                    .add(draft.head().name());
        }
        IdentityHashMap<RegoModule, ReferenceResolver> resolvers = new IdentityHashMap<>();
        for (RuleDraft draft : drafts) {
            draft.rewrite(resolvers.computeIfAbsent(draft.module(), module -> resolver(module, exports))::rule);
        }
        if (strict) {
            for (RegoModule module : modules) {
                ReferenceResolver resolver = resolvers.get(module);
                unusedImports(module, resolver == null ? Set.of() : resolver.used());
            }
        }
    }

    private ReferenceResolver resolver(RegoModule module, Map<String, Set<String>> exports) {
        Set<String> names = exports.getOrDefault(path(module), Set.of());
        return new ReferenceResolver(globals(module.pkg(), module.imports(), names));
    }

    private void unusedImports(RegoModule module, Set<String> used) {
        for (RegoModule.Import decl : module.imports()) {
            if (!decl.isKeywordImport() && !used.contains(decl.name())) {
                deferred.add(RegoError.of(RegoError.COMPILE, decl.at(), decl + " unused"));
            }
        }
    }

    private String path(RegoModule module) {
        return paths.computeIfAbsent(module, key -> key.pkg().path().toString());
    }

    /// Returns the meaning of each global name in a module.
    static Map<String, Term.Ref> globals(
            RegoModule.PackageDecl pkg, List<RegoModule.Import> imports, Set<String> rules) {
        Map<String, Term.Ref> globals = new LinkedHashMap<>();
        for (String rule : rules) {
            List<Term> parts = new ArrayList<>(pkg.path().parts());
            parts.add(Term.string(pkg.at(), rule));
            globals.put(rule, new Term.Ref(pkg.at(), parts));
        }
        for (RegoModule.Import decl : imports) {
            if (!decl.isKeywordImport()) {
                globals.put(decl.name(), decl.path());
            }
        }
        return globals;
    }

    private void growTree() {
        for (RegoModule module : modules) {
            if (module.rules().isEmpty()) {
                node(module.pkg().path().parts(), module.pkg().path().parts().size());
            }
        }
        for (RuleDraft draft : drafts) {
            node(draft.reference().parts(), draft.groundLength()).rules().add(draft);
        }
    }

    private RuleNode node(List<Term> parts, int length) {
        RuleNode node = root;
        for (Term part : parts.subList(1, length)) {
            Value key = part.constant();
            if (key != null) {
                node = node.childOrNew(key);
            }
        }
        return node;
    }

    private void renameLocals() {
        for (RuleDraft draft : drafts) {
            draft.setBranches(new LocalRenamer(fresh, strict, errors, deferred).branches(draft.branches()));
        }
    }

    private void rewriteTemplates() {
        TemplateRewriter templates = new TemplateRewriter(fresh, keepPrint);
        rewriteWhere(
                List.of("$", Names.PRINT), rule -> rule.with(templates.head(rule.head()), templates.body(rule.body())));
    }

    private void captureWiths() {
        WithCapturer withs = new WithCapturer(fresh, definitions, errors);
        rewriteWhere(List.of(TokenKind.WITH.text), rule -> rule.with(withs.head(rule.head()), withs.body(rule.body())));
    }

    private void refuseDeprecated() {
        for (RuleDraft draft : drafts) {
            if (strict || draft.module().version() == RegoVersion.V1) {
                errors.addAll(CallCheck.deprecated(draft.branches(), definitions));
            }
        }
    }

    private void checkHeads() {
        for (RuleDraft draft : drafts) {
            for (Rule rule : draft.branches()) {
                Set<String> bound = new HashSet<>(Vars.forSafety(rule.body()));
                rule.head().args().forEach(arg -> bound.addAll(Vars.of(arg)));
                for (String name : Vars.of(rule.head())) {
                    if (!bound.contains(name) && !Names.ROOTS.contains(name)) {
                        errors.add(Safety.unsafeVar(fresh.original(name), VarFinder.find(rule.head(), name)));
                    }
                }
            }
        }
    }

    private void orderBodies() {
        for (RuleDraft draft : drafts) {
            draft.rewrite(this::order);
        }
    }

    private Rule order(Rule rule) {
        Set<String> globals = new HashSet<>(Names.ROOTS);
        rule.head().args().forEach(arg -> globals.addAll(Vars.of(arg)));
        Safety safety = new Safety(definitions::arity);
        List<Expr> ordered = safety.order(rule.body(), globals);
        if (!safety.unsafe().isEmpty()) {
            errors.addAll(safety.errors(fresh));
        }
        return rule.with(rule.head(), ordered);
    }

    private CompiledRules link() {
        LinkedRules code = new LinkedRules(definitions, fresh, false);
        return new CompiledRules(modules, drafts, definitions, fresh, code, types, keepPrint);
    }
}
