package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Measures how often and how long each expression is evaluated. Not thread-safe.
public final class Profile implements Tracer {
    private final LongSupplier nanoTime;
    private final IdentityHashMap<TraceNode, Counts> counts = new IdentityHashMap<>();
    private Counts current = new Counts();
    private long since;

    /// Creates a profile with a clock in nanoseconds, such as `System::nanoTime`.
    public Profile(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Counts {
        private long nanos;
        private long evals;
        private long redos;
    }

    /// The measurements of one expression.
    public record Line(String file, int row, int col, String text, long nanos, long evals, long redos) {}

    /// Returns all expressions, the slowest first.
    public List<Line> report() {
        switchTo(new Counts());
        Map<Location, Line> byPlace = new LinkedHashMap<>();
        counts.forEach((node, count) -> byPlace.merge(node.at(), line(node, count), Profile::sum));
        List<Line> lines = new ArrayList<>(byPlace.values());
        lines.sort(Comparator.comparingLong(Line::nanos).reversed());
        return lines;
    }

    private static Line line(TraceNode node, Counts count) {
        Location at = node.at();
        return new Line(at.file(), at.row(), at.col(), node.text(), count.nanos, count.evals, count.redos);
    }

    // An expression may have been compiled several times.
    private static Line sum(Line a, Line b) {
        return new Line(
                a.file(),
                a.row(),
                a.col(),
                a.text(),
                a.nanos() + b.nanos(),
                a.evals() + b.evals(),
                a.redos() + b.redos());
    }

    private Counts of(TraceNode node) {
        return counts.computeIfAbsent(node, ignored -> new Counts());
    }

    private void switchTo(Counts next) {
        long now = nanoTime.getAsLong();
        if (since != 0) {
            current.nanos += now - since;
        }
        current = next;
        since = now;
    }

    @Override
    public void eval(TraceNode node, Supplier<Map<String, Value>> locals) {
        Counts next = of(node);
        next.evals++;
        switchTo(next);
    }

    @Override
    public void redo(TraceNode node) {
        Counts next = of(node);
        next.redos++;
        switchTo(next);
    }
}
