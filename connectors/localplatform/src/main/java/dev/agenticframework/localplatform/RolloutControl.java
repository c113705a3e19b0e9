package dev.agenticframework.localplatform;

/// The connection of an active rollout to its task: commands and reports.
interface RolloutControl {

    /// Adds a line to the log of the task that waits for the rollout.
    void log(String line);

    /// Whether to skip the remaining observation.
    boolean isPromoted();

    /// Whether the rollout is interrupted because the platform stops. A later process starts it again.
    boolean isPlatformStopping();
}
