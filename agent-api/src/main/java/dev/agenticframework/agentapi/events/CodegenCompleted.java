package dev.agenticframework.agentapi.events;

/// Code was generated and proposed in a merge request.
///
/// @param branch the source branch
/// @param commit the commit under review
/// @param mergeRequest its number in the repository
/// @param files how many files were generated
public record CodegenCompleted(
        String workflowId,
        String taskId,
        String serviceName,
        String template,
        String repository,
        String branch,
        String commit,
        int mergeRequest,
        int files)
        implements AgentEvent {}
