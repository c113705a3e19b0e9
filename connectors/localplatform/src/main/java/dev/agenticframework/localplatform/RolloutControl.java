package dev.agenticframework.localplatform;

/// What a rollout under way is told from outside, and where it reports.
interface RolloutControl {

    /// Adds a line to the log of the task that waits for the rollout.
    void log(String line);

    /// Whether the remaining observation is to be skipped.
    boolean isPromoted();

    /// Whether it was interrupted because the platform stops: a later process starts it again.
    boolean isPlatformStopping();
}
