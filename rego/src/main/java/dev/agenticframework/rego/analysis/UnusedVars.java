package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds declared variables that do not occur, and in strict mode also unused assigned variables and parameters.
///
/// A rule with other errors is not checked, and of each branch only the first body with unused variables is reported.
final class UnusedVars {
    private final boolean strict;
    private final List<RegoError> errors;
    private final List<RegoError> unused;
    private int errorsBefore;
    private boolean found;

    /// @param errors the errors of all rules so far
    /// @param unused receives the errors about unused variables
    UnusedVars(boolean strict, List<RegoError> errors, List<RegoError> unused) {
        this.strict = strict;
        this.errors = errors;
        this.unused = unused;
    }

    void startRule() {
        errorsBefore = errors.size();
    }

    void startBranch() {
        found = false;
    }

    /// Checks the variables of a body. An assigned variable must occur besides its assignment.
    ///
    /// @param scope the variables of the body
    /// @param usedInHead the names that occur in the head of the rule or comprehension
    void checkBody(LocalScope scope, List<Expr> written, List<Expr> renamed, Set<String> usedInHead) {
        if (errors.size() > errorsBefore || found) {
            return;
        }
        Map<String, String> declared = scope.declaredHere(strict);
        Map<String, Integer> uses = new HashMap<>();
        if (!declared.isEmpty()) {
            new Occurrences(uses).body(renamed);
        }
        declared.forEach((name, newName) -> {
            boolean assigned = scope.seenHere(name) == LocalScope.Seen.ASSIGNED;
            boolean used = usedInHead.contains(name) || uses.getOrDefault(newName, 0) > (assigned ? 1 : 0);
            if (!used && !Names.isWildcard(name)) {
                found = true;
                String problem = (assigned ? "assigned" : "declared") + " var " + name + " unused";
                unused.add(RegoError.of(RegoError.COMPILE, declaration(written, name), problem));
            }
        });
    }

    private static Location declaration(List<Expr> written, String name) {
        return written.stream()
                .filter(expr -> DeclaredVars.in(List.of(expr)).contains(name))
                .findFirst()
                .orElse(written.getFirst())
                .at();
    }

    /// Checks the parameters of a function in strict mode. A parameter is used when it occurs in a body, in a
    /// value, or twice in the parameters.
    void checkParameters(List<Rule> branches, LocalScope parameters) {
        if (!strict) {
            return;
        }
        Map<String, Integer> uses = new HashMap<>();
        Occurrences occurrences = new Occurrences(uses);
        occurrences.head(branches.getFirst().head());
        for (Rule branch : branches) {
            occurrences.head(branch.head().withoutArgs());
            occurrences.body(branch.body());
        }
        new TreeMap<>(parameters.names()).forEach((name, newName) -> {
            if (uses.getOrDefault(newName, 0) <= 1 && !Names.isWildcard(name)) {
                unused.add(RegoError.of(
                        RegoError.COMPILE,
                        branches.getFirst().head().at(),
                        "unused argument " + name + ". (hint: use _ (wildcard variable) instead)"));
            }
        });
    }

    /// Counts the occurrences of each variable, including those in comprehensions.
    private static final class Occurrences extends TermRewriter {
        private final Map<String, Integer> counts;

        Occurrences(Map<String, Integer> counts) {
            this.counts = counts;
        }

        @Override
        public Term term(Term term) {
            if (term instanceof Term.Var(var ignored, var name)) {
                counts.merge(name, 1, Integer::sum);
            }
            return children(term);
        }
    }
}
