package dev.agenticframework.observability;

import dev.agenticframework.agentapi.Environment.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether figures meet an objective.
///
/// @param misses the figures that miss it, each with its bound; empty when none does
record Verdict(List<String> misses) {

    private static final double P99 = 0.99;

    Verdict {
        misses = List.copyOf(misses);
    }

    boolean met() {
        return misses.isEmpty();
    }

    static Verdict of(Figures figures, Slo slo) {
        var misses = new ArrayList<String>();
        if (figures.requests() == 0) {
            misses.add("no request was counted");
        } else if (figures.availability() < slo.availability()) {
            misses.add(String.format(
                    Locale.ROOT,
                    "availability %.3f %% (objective %.3f %%): %d of %d requests failed",
                    figures.availability() * 100,
                    slo.availability() * 100,
                    figures.errors(),
                    figures.requests()));
        }
        double p99 = figures.percentileMillis(P99);
        if (p99 > slo.latencyP99().toMillis()) {
            misses.add(String.format(
                    Locale.ROOT,
                    "p99 latency %.0f ms (objective %d ms)",
                    p99,
                    slo.latencyP99().toMillis()));
        }
        return new Verdict(misses);
    }
}
