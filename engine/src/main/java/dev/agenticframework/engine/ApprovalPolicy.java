package dev.agenticframework.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Who must approve a task before it starts. An approval is bound to the digest of the task and its resolved inputs:
/// when either changes, a new approval is requested.
///
/// @param approvers names, or `group:` and the name of a group; empty for anyone who has a name
/// @param requesterMayApprove whether the requester of the workflow may approve it
/// @param timeout when it passes, the request expires and the task fails
/// @param escalation who is asked in addition, and when
public record ApprovalPolicy(
        Set<String> approvers, boolean requesterMayApprove, Duration timeout, Optional<Escalation> escalation) {

    /// Asks more people when nobody answers.
    ///
    /// @param after the time since the request
    /// @param approvers as in the policy
    public record Escalation(Duration after, Set<String> approvers) {
        public Escalation {
            approvers = Set.copyOf(approvers);
        }
    }

    public ApprovalPolicy {
        approvers = Set.copyOf(approvers);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout of an approval must be positive, not " + timeout + ".");
        }
    }

    boolean permits(Principal who, Request request, boolean escalated) {
        if (request.isFrom(who) && !requesterMayApprove) {
            return false;
        }
        if (approvers.isEmpty() || who.isAmong(approvers)) {
            return true;
        }
        return escalated
                && escalation.filter(wider -> who.isAmong(wider.approvers())).isPresent();
    }
}
