package dev.agenticframework.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Who has to agree before a task may start. The approval is bound to the digest of the task and its resolved inputs:
/// when either changes, it is void and is asked for again.
///
/// @param approvers names, or `group:` and the name of a group; empty: anyone who is known by name
/// @param requesterMayApprove whether who asked for the workflow may approve it
/// @param timeout after which the request expires and the task fails
/// @param escalation who is asked in addition, and when
public record ApprovalPolicy(
        Set<String> approvers, boolean requesterMayApprove, Duration timeout, Optional<Escalation> escalation) {

    /// Widens the circle when nobody answers.
    ///
    /// @param after the request
    /// @param approvers as in the policy
    public record Escalation(Duration after, Set<String> approvers) {
        public Escalation {
            approvers = Set.copyOf(approvers);
        }
    }

    public ApprovalPolicy {
        approvers = Set.copyOf(approvers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of an approval is positive: " + timeout);
        }
    }

    boolean permits(Principal who, String requestedBy, boolean escalated) {
        if (who.name().equals(requestedBy) && !requesterMayApprove) {
            return false;
        }
        if (approvers.isEmpty() || who.isAmong(approvers)) {
            return true;
        }
        return escalated
                && escalation.filter(wider -> who.isAmong(wider.approvers())).isPresent();
    }
}
