package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Parses a whole source: a module, or a query.
public final class ModuleParser {
    private static final Set<String> IMPORT_ROOTS = Set.of("data", "input", "future", "rego");

    private static final Set<String> HINTED = Set.of("if", "contains");

    private final SourceText source;
    private final Tokens tokens;
    private final BodyParser bodies;
    private final RuleParser rules;
    private final List<RegoModule.Import> imports = new ArrayList<>();
    private final List<Rule> ruleList = new ArrayList<>();
    /// Well-formed statements in the wrong place.
    private final List<RegoError> misplaced = new ArrayList<>();

    private RegoVersion version;
    private RegoModule.PackageDecl pkg;

    private ModuleParser(SourceText source, RegoVersion version) {
        this.source = source;
        this.version = version;
        tokens = new Tokens(source);
        if (version == RegoVersion.V1) {
            tokens.addKeywords(TokenKind.V1_KEYWORDS);
        }
        bodies = new BodyParser(tokens);
        rules = new RuleParser(tokens, bodies);
        pkg = new RegoModule.PackageDecl(Location.NONE, Term.ref(Location.NONE, Names.DATA));
    }

    /// Parses a module.
    public static Parsed<RegoModule> module(SourceText source, RegoVersion version) {
        ModuleParser parser = new ModuleParser(source, version);
        try {
            RegoModule module = parser.module();
            return parser.tokens.errors().isEmpty()
                    ? new Parsed.Ok<>(module)
                    : new Parsed.Failed<>(List.copyOf(parser.tokens.errors()));
        } catch (ParseFailure failure) {
            return new Parsed.Failed<>(List.copyOf(parser.tokens.errors()));
        }
    }

    /// Parses a query.
    public static Parsed<List<Expr>> query(SourceText source, RegoVersion version) {
        ModuleParser parser = new ModuleParser(source, version);
        try {
            List<Expr> body = parser.bodies.query();
            return parser.tokens.errors().isEmpty()
                    ? new Parsed.Ok<>(body)
                    : new Parsed.Failed<>(List.copyOf(parser.tokens.errors()));
        } catch (ParseFailure failure) {
            return new Parsed.Failed<>(List.copyOf(parser.tokens.errors()));
        }
    }

    private RegoModule module() {
        if (tokens.is(TokenKind.EOF)) {
            tokens.errors().add(new RegoError(RegoError.PARSE, "empty module", source.file(), 0, 0, List.of()));
            throw new ParseFailure();
        }
        if (!tokens.is(TokenKind.PACKAGE)) {
            throw packageExpected();
        }
        pkg = packageDecl();
        while (!tokens.is(TokenKind.EOF)) {
            statement();
        }
        reportMisplaced();
        V1Rules.check(version, ruleList, tokens.errors());
        List<Annotations> annotations =
                AnnotationParser.parse(tokens.comments(), pkg, imports, ruleList, tokens.errors());
        return new RegoModule(
                source,
                version,
                pkg,
                List.copyOf(imports),
                List.copyOf(ruleList),
                List.copyOf(tokens.comments()),
                annotations);
    }

    // A statement that cannot be parsed is reported first, because its error says more.
    private ParseFailure packageExpected() {
        Location at = tokens.at();
        statement();
        misplaced.clear();
        misplaced.add(RegoError.of(RegoError.PARSE, at, "package expected"));
        while (!tokens.is(TokenKind.EOF)) {
            statement();
        }
        reportMisplaced();
        return new ParseFailure();
    }

    // These are reported only if everything else can be parsed.
    private void reportMisplaced() {
        if (tokens.errors().isEmpty() && !misplaced.isEmpty()) {
            tokens.errors().addAll(misplaced);
            throw new ParseFailure();
        }
    }

    private void statement() {
        if (tokens.is(TokenKind.PACKAGE) && !tokens.isKeywordBeforePath()) {
            Location at = tokens.at();
            packageDecl();
            misplaced.add(RegoError.of(RegoError.PARSE, at, "unexpected package"));
        } else if (tokens.is(TokenKind.IMPORT) && !tokens.isKeywordBeforePath()) {
            imports.add(importDecl());
        } else {
            ruleOrFact();
        }
    }

    private void ruleOrFact() {
        Tokens.Mark mark = tokens.mark();
        List<Rule> found = rules.rules();
        if (found != null) {
            ruleList.addAll(found);
            return;
        }
        tokens.reset(mark);
        List<Expr> body = bodies.statement();
        try {
            ruleList.add(FactParser.rule(body));
        } catch (FactParser.NotARule notARule) {
            misplaced.add(RegoError.of(RegoError.PARSE, body.getFirst().at(), notARule.reason() + hint(body)));
        }
    }

    private String hint(List<Expr> body) {
        if (version == RegoVersion.V1 || !(body.getFirst().form() instanceof Expr.Form.Plain(Term.Var v))) {
            return "";
        }
        boolean sameLine = tokens.is(TokenKind.IDENT) && tokens.at().row() == v.at().row();
        String keyword = sameLine && HINTED.contains(tokens.token().text())
                ? tokens.token().text()
                : v.name();
        return switch (keyword) {
            case "if" -> " (hint: `import future.keywords.if` for `p if { ... }` rules)";
            case "contains" -> " (hint: `import future.keywords.contains` for `p contains x` rules)";
            default -> "";
        };
    }

    private RegoModule.PackageDecl packageDecl() {
        Location start = tokens.at();
        tokens.next();
        Term path = pathTerm();
        List<Term> parts = new ArrayList<>();
        parts.add(new Term.Var(path.at(), Names.DATA));
        switch (path) {
            case Term.Var v -> parts.add(Term.string(v.at(), v.name()));
            case Term.Ref ref -> {
                if (!(ref.head() instanceof Term.Var v)) {
                    throw tokens.fail(
                            ref.head().at(), "unexpected " + ref.head().kindName() + " token: expecting var");
                }
                parts.add(Term.string(v.at(), v.name()));
                for (Term part : ref.parts().subList(1, ref.parts().size())) {
                    requireString(part);
                    parts.add(part);
                }
            }
            default -> throw tokens.illegal("");
        }
        return new RegoModule.PackageDecl(
                start.endingAt(tokens.lastEnd()), new Term.Ref(path.at(), List.copyOf(parts)));
    }

    private void requireString(Term part) {
        if (!(part instanceof Term.Scalar(var ignored, StringValue text))) {
            throw tokens.fail(part.at(), "unexpected " + part.kindName() + " token: expecting string");
        }
    }

    // A path may start with a keyword.
    private Term pathTerm() {
        if (tokens.kind().isKeyword()) {
            tokens.takeAsIdentifier();
        }
        if (!tokens.is(TokenKind.IDENT)) {
            throw tokens.illegal("");
        }
        return bodies.terms().term();
    }

    private RegoModule.Import importDecl() {
        Location start = tokens.at();
        tokens.next();
        Term term = pathTerm();
        Term.Ref path = term instanceof Term.Ref ref ? ref : new Term.Ref(term.at(), List.of(term));
        if (!(path.head() instanceof Term.Var)) {
            throw tokens.fail(term.at(), "expected path");
        }
        path.parts().stream().skip(1).forEach(this::requireString);
        if (!IMPORT_ROOTS.contains(path.headName())) {
            tokens.hint("if this is unexpected, try updating OPA");
            throw tokens.fail(
                    path.at(),
                    "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
                            + path.headName());
        }
        String alias = tokens.is(TokenKind.AS) ? alias() : null;
        Location at = start.endingAt(tokens.lastEnd());
        RegoModule.Import decl = new RegoModule.Import(at, path, alias);
        if (alias == null) {
            refuseKeyword(decl);
        }
        enableKeywords(decl);
        return decl;
    }

    private String alias() {
        tokens.next();
        if (!tokens.is(TokenKind.IDENT)) {
            throw tokens.illegal("expected var");
        }
        Term alias = bodies.terms().term();
        if (alias instanceof Term.Var v) {
            return v.name();
        }
        if (alias instanceof Term.Ref ref && ref.parts().size() == 1) {
            throw tokens.fail(
                    alias.at(), "unexpected import alias, must not be a reserved name, got: " + ref.headName());
        }
        throw tokens.illegal("expected var");
    }

    private void refuseKeyword(RegoModule.Import decl) {
        boolean isKeyword = TokenKind.KEYWORDS.containsKey(decl.name())
                || (version == RegoVersion.V1 && TokenKind.V1_KEYWORDS.containsKey(decl.name()));
        if (isKeyword && !decl.path().headName().equals("future")) {
            tokens.hint("import a different path or use an alias");
            throw tokens.fail(
                    decl.path().parts().getLast().at(),
                    "unexpected import path, must not end with a keyword, got: " + decl.name());
        }
    }

    private void enableKeywords(RegoModule.Import decl) {
        if (decl.path().headName().equals("rego")) {
            regoImport(decl);
        } else if (decl.path().headName().equals("future")) {
            futureImport(decl);
        }
    }

    private void regoImport(RegoModule.Import decl) {
        String path = decl.path().toString();
        if (!path.equals("rego.v1") && !path.equals("rego.v2")) {
            throw tokens.fail(decl.path().at(), "invalid import `" + path + "`, must be one of: `rego.v1`, `rego.v2`");
        }
        if (decl.alias() != null) {
            throw tokens.fail(decl.at(), "`rego` imports cannot be aliased");
        }
        version = RegoVersion.V1;
        tokens.addKeywords(TokenKind.V1_KEYWORDS);
        if (path.equals("rego.v2")) {
            // In the next version, the logical operators are keywords.
            tokens.addKeywords(TokenKind.LOGICAL_KEYWORDS);
        }
    }

    private void futureImport(RegoModule.Import decl) {
        List<Term> parts = decl.path().parts();
        if (parts.size() < 2 || !parts.get(1).equals(Term.string(parts.get(1).at(), "keywords"))) {
            throw tokens.fail(decl.path().at(), "invalid import, must be `future.keywords`");
        }
        if (decl.alias() != null) {
            throw tokens.fail(decl.at(), "`future` imports cannot be aliased");
        }
        Map<String, TokenKind> all = new TreeMap<>(TokenKind.V1_KEYWORDS);
        all.putAll(TokenKind.LOGICAL_KEYWORDS);
        Map<String, TokenKind> chosen = all;
        if (parts.size() > 2) {
            TokenKind keyword = all.get(decl.name());
            if (keyword == null || parts.size() > 3) {
                throw tokens.fail(
                        decl.path().at(),
                        "unexpected keyword, must be one of [" + String.join(" ", all.keySet()) + "]");
            }
            chosen = Map.of(decl.name(), keyword);
        }
        tokens.addKeywords(chosen);
    }
}
