package dev.agenticframework.agentapi;

import java.util.Comparator;
import java.util.Optional;

/// A place where something is against a policy.
///
/// @param rule the rule's stable id, such as `dockerfile-runs-as-root`
/// @param severity how bad it is
/// @param message what is wrong, naming the resource
/// @param file the path in the tree, empty when there is none
/// @param line counted from 1, 0 when unknown
/// @param remedy how to mend it
/// @param policy the pack and the place of the rule in it, such as `baseline/dockerfile.rego:12`
/// @param waiver who allowed it and why, when it is waived and so does not count
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

    /// How bad a finding is, worst first.
    public enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW,
        INFO
    }
}
