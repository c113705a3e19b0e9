package dev.agenticframework.rego.format;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.source.SourceText;
import dev.agenticframework.rego.syntax.DeepStack;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.ModuleParser;
import dev.agenticframework.rego.syntax.Parsed;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.StringValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Formats modules like `opa fmt`.
public final class PolicyFormatter {
    private static final Set<String> LOGICAL_IMPORTS =
            Set.of("rego.v2", "future.keywords", "future.keywords.and", "future.keywords.or", "future.keywords.not");

    private final RegoModule module;
    private final FormatWriter out;
    private final BodyFormatter bodies;
    private final boolean dottedHeads;

    /// The result of formatting.
    public sealed interface Formatted {
        record Text(String text) implements Formatted {}

        /// The text is not a module.
        record Failed(List<RegoError> errors) implements Formatted {
            public Failed {
                errors = List.copyOf(errors);
            }
        }
    }

    private PolicyFormatter(RegoModule module) {
        this.module = module;
        out = new FormatWriter(module.comments());
        bodies = new BodyFormatter(out, hasLogicalKeywords(module));
        dottedHeads = usesDottedHeads(module);
    }

    public static Formatted format(String file, String text, RegoVersion version) {
        return switch (ModuleParser.module(new SourceText(file, text), version)) {
            case Parsed.Ok<RegoModule>(RegoModule module) ->
                DeepStack.call(
                        () -> new Formatted.Text(new PolicyFormatter(module).write()),
                        error -> new Formatted.Failed(List.of(error)));
            case Parsed.Failed<RegoModule>(List<RegoError> errors) -> new Formatted.Failed(errors);
        };
    }

    private String write() {
        out.comments(module.pkg().at().row());
        out.startLine();
        out.write(module.pkg().toString());
        out.blankLine();
        imports();
        rules();
        return out.finish();
    }

    private void imports() {
        List<List<RegoModule.Import>> groups = new ArrayList<>();
        int last = -1;
        for (RegoModule.Import decl : module.imports()) {
            if (last < 0 || decl.at().row() - last > 1) {
                groups.add(new ArrayList<>());
            }
            last = decl.at().row();
            groups.getLast().add(decl);
        }
        for (List<RegoModule.Import> group : groups) {
            out.commentsAbove(group.getFirst().at().row());
            group.sort(Comparator.comparing(RegoModule.Import::toString));
            for (RegoModule.Import decl : group) {
                out.startLine();
                out.write(decl.toString());
                out.commentBehind(decl.at().row());
                out.endLine();
            }
            out.blankLine();
        }
    }

    private void rules() {
        List<Rule> rules = module.rules();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            out.comments(rule.at().row());
            out.startLine();
            rule(rule, false);
            boolean joined = i + 1 < rules.size()
                    && isGroupable(rule)
                    && isGroupable(rules.get(i + 1))
                    && rules.get(i + 1).at().row() == rule.at().row() + 1;
            if (!joined) {
                out.blankLine();
            }
        }
    }

    private boolean isGroupable(Rule rule) {
        return rule.body().size() == 1 && !rule.isDefault() && rule.orElse() == null && usesIf(rule);
    }

    private boolean usesIf(Rule rule) {
        return module.version() == RegoVersion.V1 || rule.head().hasIf() || importsKeyword("if");
    }

    private void rule(Rule rule, boolean orElse) {
        if (rule.isDefault()) {
            out.write("default ");
        }
        Expr only = rule.body().getFirst();
        boolean constant = rule.body().size() == 1
                && only.isTrue()
                && !only.negated()
                && only.withs().isEmpty()
                && rule.orElse() == null;
        head(rule, orElse, constant);
        if (constant) {
            out.endLine();
            return;
        }
        if (rule.generatedBody()) {
            orElse(rule);
            return;
        }
        boolean usesIf = usesIf(rule);
        out.write(usesIf ? " if" : "");
        Expr first = rule.body().getFirst();
        boolean set = first.form() instanceof Expr.Form.Plain(Term.SetOf ignored) && !first.negated();
        if (usesIf && rule.body().size() == 1 && first.at().row() == headEndRow(rule) && !set) {
            out.write(" ");
            bodies.expr(first);
            out.endLine();
        } else {
            out.write(" {");
            out.endLine();
            out.indent();
            bodies.body(rule.body());
            out.comments(closingRow(rule));
            out.outdent();
            out.startLine();
            out.write("}");
        }
        orElse(rule);
    }

    private static int headEndRow(Rule rule) {
        return TermFormatter.endRow(rule.head().at());
    }

    private static int closingRow(Rule rule) {
        Rule next = rule.orElse();
        return next == null ? TermFormatter.endRow(rule.at()) : next.at().row();
    }

    private void orElse(Rule rule) {
        Rule next = rule.orElse();
        if (next == null) {
            return;
        }
        String line = next.at().source().lineAt(next.at().offset()).strip();
        if (line.startsWith("else") || out.isAtLineStart()) {
            out.blankLine();
            out.startLine();
        } else {
            out.write(" ");
        }
        out.comments(next.at().row());
        rule(next, true);
    }

    private void head(Rule rule, boolean orElse, boolean constant) {
        Rule.Head head = rule.head();
        TermFormatter terms = bodies.terms();
        if (orElse) {
            out.write("else");
        } else {
            out.write(head.name());
            List<Term> parts = head.reference().parts();
            if (parts.size() == 2 && !head.hasContains() && !dottedHeads && isText(parts.getLast())) {
                terms.bracketedStep(parts.getLast());
            } else {
                parts.subList(1, parts.size()).forEach(terms::step);
            }
            if (head.isFunction()) {
                terms.arguments(head.args(), argumentsAt(head));
            }
            key(head, terms);
        }
        Term value = head.value();
        boolean isTrue = value instanceof Term.Scalar(var ignored, BooleanValue flag) && flag.value();
        boolean written = head.key() != null || !isTrue || constant || rule.isDefault();
        boolean implied = head.generatedValue();
        boolean longFact = head.reference().parts().size() > 2;
        boolean shownFact = constant && !head.isFunction() && (module.version() == RegoVersion.V1 || longFact);
        boolean shown = written && (!implied || shownFact);
        if (value != null && shown) {
            boolean assign = head.assigned() || module.version() == RegoVersion.V1;
            out.write(assign ? " := " : " = ");
            terms.term(value);
        }
    }

    private static boolean isText(Term term) {
        return term instanceof Term.Scalar(var ignored, StringValue text);
    }

    // In a module with longer references as heads, a single step is formatted like these.
    private static boolean usesDottedHeads(RegoModule module) {
        for (Rule rule : module.rules()) {
            int parts = rule.head().reference().parts().size();
            if (parts > 2 || (parts == 2 && rule.head().hasContains())) {
                return true;
            }
        }
        return false;
    }

    private boolean importsKeyword(String keyword) {
        return module.imports().stream()
                .map(decl -> decl.path().toString())
                .anyMatch(path -> path.equals("future.keywords") || path.equals("future.keywords." + keyword));
    }

    private static boolean hasLogicalKeywords(RegoModule module) {
        return module.imports().stream()
                .map(decl -> decl.path().toString())
                .anyMatch(path -> LOGICAL_IMPORTS.contains(path));
    }

    private void key(Rule.Head head, TermFormatter terms) {
        if (!head.isMultiValue() || head.key() == null) {
            return;
        }
        if (head.hasContains() || module.version() == RegoVersion.V1 || importsKeyword("contains")) {
            out.write(" contains ");
            terms.term(head.key());
        } else {
            out.write("[");
            terms.term(head.key());
            out.write("]");
        }
    }

    // The source from the name to the closing parenthesis.
    private static Location argumentsAt(Rule.Head head) {
        int close = head.at()
                .source()
                .text()
                .indexOf(')', head.args().getLast().at().end());
        return head.at().endingAt(close < 0 ? head.at().end() : close + 1);
    }
}
