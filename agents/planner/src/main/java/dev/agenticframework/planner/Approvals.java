package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Says who approves what.
final class Approvals {
    /// How long a task waits for its approval.
    static final Duration TIMEOUT = Duration.ofDays(1);

    private Approvals() {}

    /// The approval that a capability needs in an environment; empty when it needs none. A task that recovers from
    /// the failure of a deployment needs none of its own: the approval of the deployment covers it.
    static Optional<ApprovalPolicy> of(Capability capability, Condition when, Environment environment) {
        boolean recovery = capability.recovers().isPresent() && when instanceof Condition.RecoversFrom;
        return capability.needsApproval()
                        && !recovery
                        && !environment.approval().isEmpty()
                ? Optional.of(policy(environment))
                : Optional.empty();
    }

    private static ApprovalPolicy policy(Environment environment) {
        boolean anyone = environment.approval().contains(Environment.ANYONE);
        return new ApprovalPolicy(
                anyone ? Set.of() : Set.copyOf(environment.approval()),
                !environment.fourEyes(),
                TIMEOUT,
                Optional.empty());
    }
}
