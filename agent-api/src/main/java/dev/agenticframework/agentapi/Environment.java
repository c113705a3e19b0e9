package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;

/// A place to deploy to, and its rules.
///
/// @param name `dev`, `staging`, `production` or another
/// @param policy what findings do here
/// @param approval who may approve what changes traffic or destroys something, [#ANYONE] for everyone; no approval is
///     needed when empty
/// @param fourEyes whether the requester of a change cannot approve it
/// @param strategy the rollout strategy when the request names none
/// @param slo the objective that a deployment must meet
/// @param targets which connections do its jobs
public record Environment(
        String name,
        PolicyMode policy,
        List<String> approval,
        boolean fourEyes,
        RolloutStrategy strategy,
        Slo slo,
        TargetNames targets) {
    /// The approver that stands for every person.
    public static final String ANYONE = "*";

    public Environment {
        approval = List.copyOf(approval);
    }

    /// Whether it is for users, like `production`, and not for trials: people approve what happens here, or each
    /// finding blocks.
    public boolean isProtected() {
        return !approval.isEmpty() || policy == PolicyMode.STRICT;
    }

    /// What findings do in an environment.
    public enum PolicyMode {
        /// Findings are reported and never block.
        ADVISORY,
        /// High and critical findings block.
        ENFORCED,
        /// Any finding that is not waived blocks.
        STRICT;

        /// Whether a finding blocks.
        public boolean blocks(Finding finding) {
            if (finding.waiver().isPresent()) {
                return false;
            }
            return switch (this) {
                case ADVISORY -> false;
                case ENFORCED -> finding.severity().compareTo(Finding.Severity.HIGH) <= 0;
                case STRICT -> true;
            };
        }
    }

    /// A service level objective, checked after each deployment.
    ///
    /// @param availability the least share of requests answered with a status below 500, 0 to 1
    /// @param latencyP99 the longest that 99 of 100 requests may take
    public record Slo(double availability, Duration latencyP99) {}
}
