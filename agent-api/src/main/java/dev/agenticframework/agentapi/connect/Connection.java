package dev.agenticframework.agentapi.connect;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TrafficMetrics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A connection to one system. It offers an adapter for each of its connector's ports.
public interface Connection extends AutoCloseable {

    default Optional<SourceControl> sourceControl() {
        return Optional.empty();
    }

    default Optional<Pipelines> pipelines() {
        return Optional.empty();
    }

    default Optional<Builds> builds() {
        return Optional.empty();
    }

    default Optional<Provisioning> provisioning() {
        return Optional.empty();
    }

    default Optional<Rollouts> rollouts() {
        return Optional.empty();
    }

    /// What its [rollouts][#rollouts] have brought into traffic.
    default Optional<Instances> instances() {
        return Optional.empty();
    }

    default Optional<TrafficMetrics> traffic() {
        return Optional.empty();
    }

    /// The servers that it lends to the jobs of pipelines.
    default Optional<JobServices> jobServices() {
        return Optional.empty();
    }

    /// The part of its state that needs more than copies of files. It is copied from a connection that was opened
    /// and not started, while another process has started it.
    default Optional<LiveState> liveState() {
        return Optional.empty();
    }

    /// How well it isolates the code of others that it runs on this machine: `namespaces`, `users`, `none`, or
    /// `unavailable` when it refuses to run any. Empty when it runs none here.
    default Optional<String> isolation() {
        return Optional.empty();
    }

    /// Begins to work, and continues what an earlier process left. Called once, before any adapter
    /// changes anything.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException when it cannot, with the reason
    default void start() throws InterruptedException {}

    /// Stops what a platform that was killed left running on this machine. It is called instead of [#start].
    ///
    /// @param progress receives a line before something stops
    /// @return whether there was anything to stop
    default boolean clear(Consumer<String> progress) throws InterruptedException {
        return false;
    }

    /// Removes what nothing needs any more. It is called from time to time while the connection works.
    default void tidy(Keep keep) throws InterruptedException {}

    /// The space that its data take on this machine, by kind.
    default List<DiskUse> disk() {
        return List.of();
    }

    /// Stops what it started. A connection that was never started has nothing to stop.
    @Override
    default void close() {}
}
