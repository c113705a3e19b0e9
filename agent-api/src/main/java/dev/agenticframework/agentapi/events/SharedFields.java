package dev.agenticframework.agentapi.events;

/// Fields that several events have. On the wire they stand among the event's own.
public sealed interface SharedFields permits AboutDeployment, AboutTask, AboutWorkflow, Cause, Judgement {}
