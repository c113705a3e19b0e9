package dev.agenticframework.agentapi.events;

/// Which workflow an event is about.
///
/// @param serviceName empty when it is about no service
/// @param environment empty when it is about none
public record AboutWorkflow(String workflowId, String serviceName, String environment) implements SharedFields {}
