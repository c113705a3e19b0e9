package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.TrafficMetrics;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/// Targets for tests that need some of the ports only. A call to any other port fails the test.
public final class PartialTarget {
    /// The connection of the source control.
    public static final String SOURCE = "test";

    private PartialTarget() {}

    /// A target with these adapters. An adapter serves every port that it implements.
    public static Target of(Object... adapters) {
        return new Target(
                SOURCE,
                find(SourceControl.class, adapters),
                find(Pipelines.class, adapters),
                find(Builds.class, adapters),
                find(Provisioning.class, adapters),
                find(Rollouts.class, adapters),
                find(Instances.class, adapters),
                find(TrafficMetrics.class, adapters));
    }

    private static <T> T find(Class<T> port, Object... adapters) {
        return Arrays.stream(adapters)
                .filter(port::isInstance)
                .map(port::cast)
                .findFirst()
                .orElseGet(() -> unexpected(port));
    }

    private static <T> T unexpected(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(PartialTarget.class.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
                    throw new AssertionError("unexpected call of " + port.getSimpleName() + "." + method.getName());
                }));
    }
}
