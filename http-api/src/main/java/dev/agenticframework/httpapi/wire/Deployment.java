package dev.agenticframework.httpapi.wire;

@Described("A deployment or rollback that has started.")
public record Deployment(
        String deploymentId,
        @Described(oneOf = {"deploying", "rolling_back"}) String status,
        @Described("The workflow to follow.") String workflowId) {}
