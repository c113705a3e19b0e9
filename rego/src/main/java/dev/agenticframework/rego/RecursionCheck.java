package dev.agenticframework.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds rules that depend on themselves.
final class RecursionCheck {
    private final RuleNode root;
    private final IdentityHashMap<RuleDraft, Set<RuleDraft>> dependencies = new IdentityHashMap<>();

    private RecursionCheck(RuleNode root) {
        this.root = root;
    }

    static List<RegoError> check(RuleNode root, FreshNames fresh) {
        RecursionCheck check = new RecursionCheck(root);
        List<RuleDraft> rules = root.allRules();
        List<RegoError> errors = new ArrayList<>();
        Set<RuleDraft> cyclic = new Cycles(rules, check::dependencies).members();
        for (RuleDraft rule : rules) {
            if (cyclic.contains(rule)) {
                List<RuleDraft> path = check.pathBack(rule);
                if (!path.isEmpty()) {
                    String chain = String.join(
                            " -> ", path.stream().map(RuleDraft::toString).toList());
                    errors.add(RegoError.of(
                            RegoError.RECURSION, rule.source().at(), "rule " + rule + " is recursive: " + chain));
                }
            }
        }
        return errors;
    }

    private Set<RuleDraft> dependencies(RuleDraft rule) {
        return dependencies.computeIfAbsent(rule, r -> new References(root).of(r));
    }

    // The shortest way from a rule to itself.
    private List<RuleDraft> pathBack(RuleDraft start) {
        IdentityHashMap<RuleDraft, RuleDraft> from = new IdentityHashMap<>();
        Deque<RuleDraft> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            RuleDraft rule = queue.poll();
            for (RuleDraft next : dependencies(rule)) {
                if (next == start) {
                    return path(start, rule, from);
                }
                if (from.putIfAbsent(next, rule) == null) {
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<RuleDraft> path(RuleDraft start, RuleDraft last, IdentityHashMap<RuleDraft, RuleDraft> from) {
        List<RuleDraft> path = new ArrayList<>(List.of(start));
        for (RuleDraft rule = last; rule != start && rule != null; rule = from.get(rule)) {
            path.addFirst(rule);
        }
        path.addFirst(start);
        return path;
    }

    /// Collects the rules that a rule may refer to.
    private static final class References extends TermRewriter {
        private final RuleNode root;
        private final Set<RuleDraft> found = new LinkedHashSet<>();

        References(RuleNode root) {
            this.root = root;
        }

        Set<RuleDraft> of(RuleDraft rule) {
            for (Rule branch : rule.branches()) {
                head(branch.head());
                body(branch.body());
            }
            return found;
        }

        @Override
        Term term(Term term) {
            if (term instanceof Term.Ref ref) {
                reference(ref);
            }
            return children(term);
        }

        @Override
        Term.Ref operator(Term.Ref operator) {
            reference(operator);
            return operator;
        }

        @Override
        Expr.With with(Expr.With with) {
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
}
