package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.CallCheck;
import dev.agenticframework.rego.analysis.CallFlattener;
import dev.agenticframework.rego.analysis.DynamicTerms;
import dev.agenticframework.rego.analysis.FreshNames;
import dev.agenticframework.rego.analysis.HeadCapturer;
import dev.agenticframework.rego.analysis.LocalRenamer;
import dev.agenticframework.rego.analysis.ReferenceResolver;
import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.analysis.Safety;
import dev.agenticframework.rego.analysis.TemplateRewriter;
import dev.agenticframework.rego.analysis.TypeCheck;
import dev.agenticframework.rego.analysis.WithCapturer;
import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.QueryCode;
import dev.agenticframework.rego.evaluator.Step;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.ModuleParser;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles a query through the same stages as the bodies of rules.
public final class QueryCompiler {
    private final CompiledRules rules;
    private final FreshNames fresh;
    private final List<RegoError> errors = new ArrayList<>();

    private QueryCompiler(CompiledRules rules) {
        this.rules = rules;
        fresh = rules.fresh().fork();
    }

    public static Parsed<QueryCode> compile(
            String text, List<String> imports, String inPackage, CompiledRules rules, RegoVersion version) {
        QueryCompiler compiler = new QueryCompiler(rules);
        Parsed<List<Expr>> parsed = ModuleParser.query(new SourceText("", text), version);
        if (parsed instanceof Parsed.Failed<List<Expr>>(List<RegoError> failures)) {
            return new Parsed.Failed<>(failures);
        }
        List<Expr> query = ((Parsed.Ok<List<Expr>>) parsed).value();
        Map<String, Term.Ref> globals = new HashMap<>(namesOf(inPackage, rules));
        for (String path : imports) {
            if (ModuleParser.query(new SourceText("", path), version) instanceof Parsed.Ok<List<Expr>>(List<Expr> term)
                    && term.getFirst().form() instanceof Expr.Form.Plain(Term.Ref ref)) {
                globals.put(new RegoModule.Import(ref.at(), ref, null).name(), ref);
            }
        }
        QueryCode code = compiler.compile(query, globals);
        return code == null ? new Parsed.Failed<>(PolicyCompiler.limited(compiler.errors)) : new Parsed.Ok<>(code);
    }

    private static Map<String, Term.Ref> namesOf(String pkg, CompiledRules rules) {
        Map<String, Term.Ref> names = new HashMap<>();
        for (RuleDraft rule : rules.drafts()) {
            RegoModule.PackageDecl its = rule.module().pkg();
            if (its.path().toString().equals(Names.DATA + "." + pkg)) {
                names.putAll(PolicyCompiler.globals(
                        its, List.of(), Set.of(rule.head().name())));
            }
        }
        return names;
    }

    private @Nullable QueryCode compile(List<Expr> written, Map<String, Term.Ref> globals) {
        if (written.isEmpty()) {
            errors.add(RegoError.of(RegoError.PARSE, null, "empty query cannot be compiled"));
            return null;
        }
        List<Expr> body = new ReferenceResolver(globals).query(written);
        body = new LocalRenamer(fresh, false, errors, errors).query(body);
        List<@Nullable String> captured = new ArrayList<>();
        List<Expr> capturing = new ArrayList<>();
        for (Expr expr : body) {
            capturing.add(capture(expr, captured));
        }
        body = new TemplateRewriter(fresh, rules.keepPrint()).body(capturing);
        body = new CallFlattener(fresh).body(body);
        body = new HeadCapturer(fresh).body(body);
        body = new WithCapturer(fresh, rules.definitions(), errors).body(body);
        if (!errors.isEmpty()) {
            return null;
        }
        CallCheck.checkQuery(body, rules.definitions(), errors);
        if (!errors.isEmpty()) {
            return null;
        }
        Safety safety = new Safety(rules.definitions()::arity);
        body = safety.order(body, new LinkedHashSet<>(Names.ROOTS));
        if (!safety.unsafe().isEmpty()) {
            errors.addAll(safety.errors(fresh));
            return null;
        }
        List<Expr> dynamic = new DynamicTerms(fresh).body(body);
        errors.addAll(TypeCheck.checkQuery(dynamic, rules.definitions(), fresh, rules.types()));
        if (!errors.isEmpty()) {
            return null;
        }
        List<Expr> shown = written.stream().filter(expr -> !isDeclaration(expr)).toList();
        return lower(shown, dynamic, captured);
    }

    private static boolean isDeclaration(Expr expr) {
        return expr.form() instanceof Expr.Form.Some(var symbols) && !(symbols.getFirst() instanceof Term.Call);
    }

    // The value of an expression is captured, even if it is false.
    private Expr capture(Expr expr, List<@Nullable String> captured) {
        boolean single = !expr.negated() && !(expr.form() instanceof Expr.Form.Plain(Term.Scalar s) && expr.isTrue());
        if (single && expr.form() instanceof Expr.Form.Plain(Term term)) {
            Expr capture = fresh.capture(term).withModifiers(expr.withs()).at(expr.at());
            captured.add(FreshNames.captured(capture).toString());
            return capture;
        }
        if (single && expr.form() instanceof Expr.Form.Call call && returnsValue(call)) {
            Term.Var result = fresh.variable(expr.at());
            List<Term> operands = new ArrayList<>(call.operands());
            operands.add(result);
            captured.add(result.name());
            return expr.with(new Expr.Form.Call(call.operator(), operands));
        }
        captured.add(null);
        return expr;
    }

    private boolean returnsValue(Expr.Form.Call call) {
        BuiltinDeclaration declaration =
                rules.definitions().builtins().declaration(call.operator().toString());
        boolean result = declaration == null || declaration.type().result() != null;
        return result
                && !call.isTo(Names.UNIFY)
                && rules.definitions().arity(call.operator()) == call.operands().size();
    }

    private QueryCode lower(List<Expr> written, List<Expr> body, List<@Nullable String> captured) {
        Slots slots = new Slots();
        Set<String> bound = new HashSet<>();
        List<Link> links = new BodyLowering(rules.code(), slots).links(body, bound);
        Step step = Link.chain(links, new QueryCode.Report());
        List<@Nullable Integer> expressions = new ArrayList<>();
        for (String name : captured) {
            expressions.add(name == null ? null : slots.of(name));
        }
        Map<String, Integer> bindings = new LinkedHashMap<>();
        for (String name : bound) {
            String original = fresh.original(name);
            boolean shown = !Names.isGenerated(original) && !Names.isWildcard(original) && !original.startsWith("$");
            if (shown) {
                bindings.put(original, slots.of(name));
            }
        }
        List<Location> places = written.stream().map(Expr::at).toList();
        return new QueryCode(slots.count(), slots.extras(), step, places, expressions, bindings);
    }
}
