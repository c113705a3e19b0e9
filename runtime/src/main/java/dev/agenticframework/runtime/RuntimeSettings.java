package dev.agenticframework.runtime;

import java.util.Map;

/// How much may happen at once.
///
/// @param tasksPerAgent attempts that one agent carries out at once in this process, for agents that `agentLimits` does
///     not name
/// @param agentLimits the same by agent
/// @param environmentLimits attempts that run at once in an environment, over all agents; environments that are not
///     named have no limit
/// @param maxQueued requests that may wait to be decided; more are refused with `OVERLOADED`
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
            throw new IllegalArgumentException("limits are at least 1");
        }
    }

    int limitOf(String agent) {
        return agentLimits.getOrDefault(agent, tasksPerAgent);
    }
}
