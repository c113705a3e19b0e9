package dev.agenticframework.agentapi.events;

import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Finding.Severity;
import java.util.List;

/// What a policy gate judged, and what it found.
///
/// @param commit the commit that was judged
/// @param environment empty when the gate is not for one
/// @param violations the first findings, the worst first
/// @param report the artifact that has all findings
public record Judgement(
        String workflowId,
        String taskId,
        String serviceName,
        String repository,
        String commit,
        Gate gate,
        String environment,
        PolicyMode mode,
        Decision decision,
        List<Violation> violations,
        String report)
        implements SharedFields {

    /// What a gate guards.
    public enum Gate {
        MERGE_REQUEST,
        DEPLOYMENT
    }

    /// A finding.
    ///
    /// @param rule its stable id
    /// @param file empty when there is none
    /// @param line counted from 1; 0 when it is not known
    /// @param waived whether a waiver permits it
    public record Violation(Severity severity, String rule, String message, String file, int line, boolean waived) {}

    public Judgement {
        violations = List.copyOf(violations);
    }
}
