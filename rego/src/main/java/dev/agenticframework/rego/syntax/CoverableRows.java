package dev.agenticframework.rego.syntax;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds the rows of modules that an evaluation can reach: the rows of rules and of their expressions.
public final class CoverableRows extends TermRewriter {
    private final SortedSet<Integer> rows = new TreeSet<>();

    private CoverableRows() {}

    /// Returns the rows of each file.
    public static SortedMap<String, SortedSet<Integer>> of(List<RegoModule> modules) {
        SortedMap<String, SortedSet<Integer>> byFile = new TreeMap<>();
        for (RegoModule module : modules) {
            CoverableRows coverable = new CoverableRows();
            module.rules().forEach(coverable::add);
            byFile.put(module.source().file(), coverable.rows);
        }
        return byFile;
    }

    private void add(Rule rule) {
        for (Rule branch = rule; branch != null; branch = branch.orElse()) {
            rows.add(branch.at().row());
            body(branch.body());
        }
    }

    @Override
    public Expr expr(Expr expr) {
        if (!(expr.form() instanceof Expr.Form.Some(var symbols) && !(symbols.getFirst() instanceof Term.Call))) {
            rows.add(expr.at().row());
        }
        return children(expr);
    }
}
