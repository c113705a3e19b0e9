package dev.agenticframework.agentapi;

/// The adapters that do the work for an environment.
public record Target(
        Pipelines pipelines,
        Builds builds,
        Provisioning provisioning,
        Rollouts rollouts,
        Instances instances,
        TrafficMetrics traffic) {}
