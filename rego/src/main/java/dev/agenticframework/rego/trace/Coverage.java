package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.value.Value;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which rows of a policy were reached by evaluations. For one thread; may be used for many queries in turn.
public final class Coverage implements Tracer {
    private final Map<String, SortedSet<Integer>> reached = new TreeMap<>();

    /// Coverage by nothing yet.
    public Coverage() {}

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

    /// The coverage of each file.
    ///
    /// @param coverable the rows of each file that evaluations can reach, as `Policy.coverableRows` returns them
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
