package dev.agenticframework.rego;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which rows of a policy were reached by evaluations. For one thread; may be used for many queries in turn.
public final class Coverage implements Tracer {
    private final Map<String, SortedSet<Integer>> reached = new TreeMap<>();

    /// The rows of a file.
    ///
    /// @param covered rows with an expression that was evaluated, or a rule that held
    /// @param missed the other rows that could be
    public record OfFile(SortedSet<Integer> covered, SortedSet<Integer> missed) {
        /// Covered rows in percent, 100 when there are none to cover.
        public double percent() {
            int all = covered.size() + missed.size();
            return all == 0 ? 100.0 : 100.0 * covered.size() / all;
        }
    }

    @Override
    public void eval(TraceNode node, Frame frame) {
        reach(node);
    }

    @Override
    public void exit(TraceNode node, Frame frame) {
        reach(node);
    }

    private void reach(TraceNode node) {
        if (node.at().isKnown()) {
            reached.computeIfAbsent(node.at().file(), ignored -> new TreeSet<>())
                    .add(node.at().row());
        }
    }

    /// The coverage of each file of a policy.
    public SortedMap<String, OfFile> report(Policy policy) {
        SortedMap<String, OfFile> report = new TreeMap<>();
        for (RegoModule module : policy.rules().modules()) {
            String file = module.source().file();
            SortedSet<Integer> rows = new TreeSet<>();
            module.rules().forEach(rule -> rows.addAll(rows(rule)));
            SortedSet<Integer> covered = new TreeSet<>(reached.getOrDefault(file, new TreeSet<>()));
            covered.retainAll(rows);
            rows.removeAll(covered);
            report.put(file, new OfFile(covered, rows));
        }
        return report;
    }

    private static List<Integer> rows(Rule rule) {
        List<Integer> rows = new ArrayList<>();
        for (Rule branch = rule; branch != null; branch = branch.orElse()) {
            rows.add(branch.at().row());
            new Rows(rows).body(branch.body());
        }
        return rows;
    }

    private static final class Rows extends TermRewriter {
        private final List<Integer> rows;

        Rows(List<Integer> rows) {
            this.rows = rows;
        }

        @Override
        Expr expr(Expr expr) {
            if (!(expr.form() instanceof Expr.Form.Some(var symbols) && !(symbols.getFirst() instanceof Term.Call))) {
                rows.add(expr.at().row());
            }
            return children(expr);
        }
    }
}
