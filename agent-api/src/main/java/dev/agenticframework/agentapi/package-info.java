/// What an agent is, and the ports through which it reaches the world.
///
/// An [Agent][dev.agenticframework.agentapi.Agent] offers capabilities: actions with typed inputs and outputs and
/// declared effects, which the planner composes into a plan. The runtime gives it one task at a time as a
/// [TaskContext][dev.agenticframework.agentapi.TaskContext] and takes a
/// [TaskResult][dev.agenticframework.agentapi.TaskResult]. Agents never see a runtime, a connector or each other: they
/// meet through events and reach everything else through the ports of this package.
@NullMarked
package dev.agenticframework.agentapi;

import org.jspecify.annotations.NullMarked;
