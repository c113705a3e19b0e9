package dev.agenticframework.agentapi.events;

/// An event that follows from a workflow's own history.
public sealed interface WorkflowEvent extends EventDetail
        permits ApprovalDenied,
                ApprovalEscalated,
                ApprovalExpired,
                ApprovalGranted,
                ApprovalRequested,
                TaskCompensationFailed,
                TaskCompleted,
                TaskCreated,
                TaskFailed,
                TaskStarted,
                WorkflowCancelled,
                WorkflowCompleted,
                WorkflowCreated,
                WorkflowFailed {}
