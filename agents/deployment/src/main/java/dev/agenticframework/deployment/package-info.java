/// The deployment agent: takes a change from its pipeline to traffic.
///
/// It runs the pipeline of a merge request, provisions what the service needs, builds the merged commit, rolls it out,
/// and rolls back. Two ports do the work: [Pipelines][dev.agenticframework.agentapi.Pipelines] and
/// [Targets][dev.agenticframework.agentapi.Targets]. The agent gives each effect its key, turns results into outputs
/// and events, and summarizes in one line what happened.
@NullMarked
package dev.agenticframework.deployment;

import org.jspecify.annotations.NullMarked;
