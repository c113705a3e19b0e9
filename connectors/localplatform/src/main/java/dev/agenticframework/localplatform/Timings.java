package dev.agenticframework.localplatform;

import java.time.Duration;

/// How long the platform waits.
///
/// @param ready until a new replica must be ready
/// @param drain for active requests when a replica leaves the traffic
/// @param stop after SIGTERM, before a process is killed
/// @param build for a build script
/// @param migrate for a migration
/// @param watch between two checks of a running process
/// @param readiness between two readiness probes of a replica that has been ready
/// @param liveness between two liveness probes
/// @param probe for the answer to a probe
/// @param firstBackoff before the first restart; doubled each time
/// @param longestBackoff the longest wait before a restart
/// @param settle that a complete new set must stay ready before the rollout succeeds
/// @param confirm that the new set of a blue-green release is observed before the old one is stopped
/// @param canaryStep that each step of a canary is observed
public record Timings(
        Duration ready,
        Duration drain,
        Duration stop,
        Duration build,
        Duration migrate,
        Duration watch,
        Duration readiness,
        Duration liveness,
        Duration probe,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration settle,
        Duration confirm,
        Duration canaryStep) {

    private static final int MISSED_CHECKS = 5;

    /// The age at which a readiness check no longer says anything.
    Duration stale() {
        return readiness.plus(probe).multipliedBy(MISSED_CHECKS);
    }

    /// The timings for a developer's machine.
    public static Timings defaults() {
        return new Timings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }
}
