package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.SourceControl;
import java.util.Optional;

/// Refuses what was reviewed for a state that has changed since.
final class Superseded {
    private Superseded() {}

    /// Requires the release that was reviewed, or the one that the change itself has brought into service.
    static Precondition precondition(
            Optional<InService> reviewed, String ownDeployment, String service, String environment) {
        return status -> {
            var now = status.flatMap(InService::of);
            return id(now).equals(Optional.of(ownDeployment))
                    ? Optional.empty()
                    : unlessInService(reviewed, now, service, environment);
        };
    }

    /// Requires the release that was reviewed.
    static Optional<Failure> unlessInService(
            Optional<InService> reviewed, Optional<InService> now, String service, String environment) {
        return id(reviewed).equals(id(now))
                ? Optional.empty()
                : Optional.of(failure(reviewed, now, service, environment));
    }

    /// Requires the release that was reviewed, or another one that the new commit contains.
    static Optional<Failure> unlessForward(PlannedRelease planned, Optional<InService> now, SourceControl sources) {
        boolean forward = now.map(InService::commit)
                .flatMap(commit -> sources.resolve(planned.repository(), commit))
                .filter(commit -> sources.compare(planned.repository(), commit, planned.commit())
                                .behind()
                        == 0)
                .isPresent();
        return forward
                ? Optional.empty()
                : unlessInService(planned.replaces(), now, planned.service(), planned.environment());
    }

    private static Optional<String> id(Optional<InService> release) {
        return release.map(InService::deploymentId);
    }

    private static Failure failure(
            Optional<InService> reviewed, Optional<InService> now, String service, String environment) {
        return Failure.conflict(
                "SUPERSEDED",
                "The change was reviewed while " + InService.shown(reviewed) + " of '" + service
                        + "' was in service in " + environment + ". Now it is " + InService.shown(now) + ".",
                "Start a new workflow, or retry this one from the review.");
    }
}
