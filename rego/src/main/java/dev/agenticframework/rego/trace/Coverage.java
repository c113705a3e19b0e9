package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.value.Value;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The rows of a policy that evaluations have reached. Not thread-safe. You can use it for several queries in turn.
public final class Coverage implements Tracer {
    private final Map<String, SortedSet<Integer>> reached = new TreeMap<>();

    /// Creates an empty coverage.
    public Coverage() {}

    /// The rows of a file.
    ///
    /// @param covered rows with an expression that was evaluated, or a rule that held
    /// @param missed the other reachable rows
    public record OfFile(SortedSet<Integer> covered, SortedSet<Integer> missed) {
        /// Returns the covered rows in percent, 100 if there are no rows.
        public double percent() {
            int all = covered.size() + missed.size();
            return all == 0 ? 100.0 : 100.0 * covered.size() / all;
        }
    }

    @Override
    public void eval(TraceNode node, Supplier<Map<String, Value>> locals) {
        reach(node);
    }

    @Override
    public void exit(TraceNode node) {
        reach(node);
    }

    private void reach(TraceNode node) {
        if (node.at().isKnown()) {
            reached.computeIfAbsent(node.at().file(), ignored -> new TreeSet<>())
                    .add(node.at().row());
        }
    }

    /// Returns the coverage of each file.
    ///
    /// @param coverable the reachable rows of each file, from `Policy.coverableRows`
    public SortedMap<String, OfFile> report(SortedMap<String, SortedSet<Integer>> coverable) {
        SortedMap<String, OfFile> report = new TreeMap<>();
        coverable.forEach((file, rows) -> {
            SortedSet<Integer> covered = new TreeSet<>(reached.getOrDefault(file, new TreeSet<>()));
            covered.retainAll(rows);
            SortedSet<Integer> missed = new TreeSet<>(rows);
            missed.removeAll(covered);
            report.put(file, new OfFile(covered, missed));
        });
        return report;
    }
}
