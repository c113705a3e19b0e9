/// The shell around the engine. [Workflows] is its front door: what the HTTP API, the command line and agents call. An
/// intent is decided by the engine, its facts are made durable by a [WorkflowStore] in a group with others, and only
/// then are they acted on: tasks handed to agents, events put on the [EventBus], callers answered. What was not yet
/// acted on is found again after a crash, from the facts alone. The ports here are implemented for one machine in
/// `runtime-embedded` and for AWS in `runtime-aws`.
@NullMarked
package dev.agenticframework.runtime;

import org.jspecify.annotations.NullMarked;
