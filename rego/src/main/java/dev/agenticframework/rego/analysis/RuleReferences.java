package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects the rules that a rule may refer to.
final class RuleReferences extends TermRewriter {
    private final RuleNode root;
    private final Set<RuleDraft> found = new LinkedHashSet<>();

    private RuleReferences(RuleNode root) {
        this.root = root;
    }

    static Set<RuleDraft> of(RuleDraft rule, RuleNode root) {
        return new RuleReferences(root).in(rule);
    }

    private Set<RuleDraft> in(RuleDraft rule) {
        for (Rule branch : rule.branches()) {
            head(branch.head());
            body(branch.body());
        }
        return found;
    }

    @Override
    public Term term(Term term) {
        if (term instanceof Term.Ref ref) {
            reference(ref);
        }
        return children(term);
    }

    @Override
    public Term.Ref operator(Term.Ref operator) {
        reference(operator);
        return operator;
    }

    @Override
    public Expr.With with(Expr.With with) {
        term(with.target());
        term(with.value());
        return with;
    }

    private void reference(Term.Ref ref) {
        if (ref.headName().equals(Names.DATA)) {
            follow(root, ref.parts(), 1);
        }
    }

    private void follow(RuleNode node, List<Term> parts, int at) {
        for (RuleDraft rule : node.rules()) {
            if (fits(rule.reference().parts(), parts, at)) {
                found.add(rule);
            }
        }
        if (at == parts.size()) {
            found.addAll(node.allRules());
            return;
        }
        if (parts.get(at) instanceof Term.Scalar(var ignored, var key)) {
            RuleNode child = node.child(key);
            if (child != null) {
                follow(child, parts, at + 1);
            }
        } else {
            node.children().values().forEach(child -> follow(child, parts, at + 1));
        }
    }

    private static boolean fits(List<Term> rule, List<Term> ref, int from) {
        for (int i = from; i < Math.min(rule.size(), ref.size()); i++) {
            if (rule.get(i) instanceof Term.Scalar(var ignored, var a)
                    && ref.get(i) instanceof Term.Scalar(var ignoredToo, var b)
                    && !a.equals(b)) {
                return false;
            }
        }
        return true;
    }
}
