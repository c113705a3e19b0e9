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

    /// A commit in a repository of this target.
    public Revision revision(String repository, String commit) {
        return new Revision(source, repository, commit);
    }
}
