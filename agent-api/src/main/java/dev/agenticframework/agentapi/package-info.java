/// What an agent is, and the ports through which it reaches the world.
///
/// An [Agent][dev.agenticframework.agentapi.Agent] offers capabilities, typed actions that the planner composes into a
/// plan; the runtime hands it one task at a time as a [TaskContext][dev.agenticframework.agentapi.TaskContext] and
/// takes back a [TaskResult][dev.agenticframework.agentapi.TaskResult]. Agents never see a runtime, a connector or each
/// other: everything outside is a port of this package.
@NullMarked
package dev.agenticframework.agentapi;

import org.jspecify.annotations.NullMarked;
