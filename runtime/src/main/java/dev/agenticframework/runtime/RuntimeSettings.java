package dev.agenticframework.runtime;

import java.util.Map;

/// Limits on what happens at once.
///
/// @param tasksPerAgent attempts that an agent of this process runs at once, unless `agentLimits` names the agent
/// @param agentLimits the same, for single agents
/// @param environmentLimits attempts that run in an environment at once, over all agents; other environments have no
///     limit
/// @param maxQueued requests that may wait for a decision; more are refused with `OVERLOADED`
public record RuntimeSettings(
        int tasksPerAgent, Map<String, Integer> agentLimits, Map<String, Integer> environmentLimits, int maxQueued) {
    private static final int DEFAULT_TASKS_PER_AGENT = 16;
    private static final int DEFAULT_MAX_QUEUED = 20_000;

    /// 16 attempts per agent, no limits on environments, 20,000 queued requests.
    public static final RuntimeSettings DEFAULT =
            new RuntimeSettings(DEFAULT_TASKS_PER_AGENT, Map.of(), Map.of(), DEFAULT_MAX_QUEUED);

    public RuntimeSettings {
        agentLimits = Map.copyOf(agentLimits);
        environmentLimits = Map.copyOf(environmentLimits);
        if (tasksPerAgent < 1 || maxQueued < 1) {
            throw new IllegalArgumentException("A limit must be at least 1.");
        }
    }

    int limitOf(String agent) {
        return agentLimits.getOrDefault(agent, tasksPerAgent);
    }
}
