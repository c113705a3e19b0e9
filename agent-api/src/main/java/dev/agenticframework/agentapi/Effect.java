package dev.agenticframework.agentapi;

/// What a capability does to the world outside the platform. Approval, the policy gate and [Risk] follow from it.
public enum Effect {
    /// It reads, computes, builds or measures. People and services notice nothing.
    READS,
    /// It creates or changes repositories, branches, merge requests or their comments.
    WRITES_REPOSITORY,
    /// It creates, changes or removes resources that services use, such as a database.
    CHANGES_INFRASTRUCTURE,
    /// It moves traffic to a version that was not serving.
    CHANGES_TRAFFIC,
    /// It gives traffic back to a version that served before.
    RESTORES_TRAFFIC,
    /// It removes a running service, or data.
    DESTROYS;

    /// Whether people approve it, where the environment demands approval.
    boolean needsApproval() {
        return switch (this) {
            case CHANGES_TRAFFIC, RESTORES_TRAFFIC, DESTROYS -> true;
            case READS, WRITES_REPOSITORY, CHANGES_INFRASTRUCTURE -> false;
        };
    }
}
