package dev.agenticframework.agentapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a release takes over from the previous one.
public enum RolloutStrategy {
    /// One instance after the other.
    ROLLING,
    /// A complete second set, then all traffic at once.
    BLUE_GREEN,
    /// A growing share of the traffic, compared with the previous release.
    CANARY;

    /// The strategy of a name such as `blue-green`; empty when there is none of that name.
    public static Optional<RolloutStrategy> of(String name) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.toString().equals(name))
                .findFirst();
    }

    /// The strategy of a name that someone wrote.
    ///
    /// @throws FailureException `STRATEGY_UNKNOWN` when no strategy has this name
    public static RolloutStrategy named(String name) {
        return of(name).orElseThrow(() -> new FailureException(Failure.invalid(
                "STRATEGY_UNKNOWN",
                "No rollout strategy is named '" + name + "'.",
                "Use one of: " + String.join(", ", names()) + ".")));
    }

    /// The names of all strategies.
    public static List<String> names() {
        return Arrays.stream(values()).map(RolloutStrategy::toString).toList();
    }

    /// The name, as in requests and configuration.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
