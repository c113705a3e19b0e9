/// The deployment agent: takes a change from its pipeline to traffic.
///
/// It runs the pipeline of a merge request, provisions what the service asks for, builds the merged commit, rolls it
/// out, and rolls back. The doing is that of two ports, [Pipelines][dev.agenticframework.agentapi.Pipelines] and
/// [ServicePlatform][dev.agenticframework.agentapi.ServicePlatform]; the agent gives each effect its key, turns results
/// into facts that others can act on, and tells people in one line what happened.
@NullMarked
package dev.agenticframework.deployment;

import org.jspecify.annotations.NullMarked;
