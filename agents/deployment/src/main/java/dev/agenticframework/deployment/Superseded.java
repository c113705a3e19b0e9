package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TaskContext;
import java.util.Optional;
import java.util.function.Function;

/// Refuses what was reviewed for a state that has changed since.
final class Superseded {
    private Superseded() {}

    /// Requires what a check of the release in service requires, unless the change itself has brought it
    /// into service.
    static Precondition unlessOwn(String ownDeployment, Function<Optional<InService>, Optional<Failure>> check) {
        return status -> {
            var now = status.flatMap(InService::of);
            return id(now).equals(Optional.of(ownDeployment)) ? Optional.empty() : check.apply(now);
        };
    }

    /// Asks a precondition before the first turn of a task. Later turns are about a rollout that has started.
    static Optional<Failure> beforeFirstTurn(
            TaskContext task, Precondition precondition, Instances instances, String service, String environment) {
        return task.resumption().isPresent()
                ? Optional.empty()
                : precondition.violated(instances.find(service, environment));
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
