package dev.agenticframework.agentapi;

/// The adapters that do the work for an environment.
///
/// @param source the connection of the source control, for [revisions][#revision]
public record Target(
        String source,
        SourceControl sourceControl,
        Pipelines pipelines,
        Builds builds,
        Provisioning provisioning,
        Rollouts rollouts,
        Instances instances,
        TrafficMetrics traffic) {

    /// The repository of a service, named by its id.
    ///
    /// @throws FailureException `REPOSITORY_OF_OTHER_SERVICE` when the repository belongs to no or another service
    public SourceControl.Repository requireRepository(String service, String id) {
        return sourceControl
                .repository(id)
                .filter(repository -> repository.service().equals(service))
                .orElseThrow(() -> new FailureException(Failure.conflict(
                        "REPOSITORY_OF_OTHER_SERVICE",
                        "The repository '" + id + "' does not belong to the service '" + service + "'.",
                        "Name the service and its own repository.")));
    }

    /// A commit in a repository of this target.
    public Revision revision(String repository, String commit) {
        return new Revision(source, repository, commit);
    }
}
