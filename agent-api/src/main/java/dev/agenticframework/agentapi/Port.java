package dev.agenticframework.agentapi;

import java.util.Arrays;
import java.util.Optional;

/// The jobs that are done for an environment. Each one can be given to another connection.
public enum Port {
    SOURCE_CONTROL("sourceControl"),
    PIPELINES("pipelines"),
    BUILDS("builds"),
    PROVISIONING("provisioning"),
    /// Rollouts, and the instances that run and their logs.
    ROLLOUTS("rollouts"),
    METRICS("metrics");

    private final String key;

    Port(String key) {
        this.key = key;
    }

    /// The port with a key of `agentic.yaml`.
    public static Optional<Port> of(String key) {
        return Arrays.stream(values()).filter(port -> port.key.equals(key)).findFirst();
    }

    /// The key in `agentic.yaml`, such as `sourceControl`.
    @Override
    public String toString() {
        return key;
    }
}
