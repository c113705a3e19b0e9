package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.TrafficMetrics;
import java.lang.reflect.Proxy;

/// Targets for tests that need some of the ports only. A call to any other port fails the test.
public final class PartialTarget {
    private PartialTarget() {}

    /// A target whose services can be looked at, and no more.
    public static Target observed(Instances instances, TrafficMetrics traffic) {
        return new Target(
                unexpected(Pipelines.class),
                unexpected(Builds.class),
                unexpected(Provisioning.class),
                unexpected(Rollouts.class),
                instances,
                traffic);
    }

    private static <T> T unexpected(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(PartialTarget.class.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
                    throw new AssertionError("unexpected call of " + port.getSimpleName() + "." + method.getName());
                }));
    }
}
