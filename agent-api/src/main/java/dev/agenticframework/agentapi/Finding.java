package dev.agenticframework.agentapi;

import java.util.Comparator;
import java.util.Optional;

/// A place where something violates a policy.
///
/// @param rule the rule's stable id, such as `dockerfile-runs-as-root`
/// @param severity how severe it is
/// @param message what is wrong, naming the resource
/// @param file the path in the tree; empty when there is none
/// @param line counted from 1; 0 when it is not known
/// @param remedy how to fix it
/// @param policy the pack and the place of the rule in it, such as `baseline/dockerfile.rego:12`
/// @param waiver who permitted it and why; empty when it is not waived and so counts
public record Finding(
        String rule,
        Severity severity,
        String message,
        String file,
        int line,
        String remedy,
        String policy,
        Optional<String> waiver) {
    /// The most severe first, then by file and line.
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message);

    /// How severe a finding is, the worst first.
    public enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW,
        INFO
    }
}
