package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people approve before a deployment: what reaches the users, and what it replaces.
///
/// @param replaces the release in service; empty for the first one
/// @param changes since that release; empty when its commit is not known
record PlannedRelease(
        String service,
        String environment,
        String repository,
        String commit,
        Optional<InService> replaces,
        Optional<Changes> changes,
        PolicyResult policy) {

    private static final Pattern MIGRATION = Pattern.compile("(.*/)?migrations?/[^/]+");
    private static final int MAX_SHOWN = 20;

    /// The difference between two commits.
    ///
    /// @param commits how many it adds
    /// @param missingCommits how many commits of the release in service it does not have
    /// @param newest the newest of the added commits, at most 20
    /// @param files how many files differ
    /// @param migrations the files among them that migrate a database, at most 20
    record Changes(
            int commits, int missingCommits, List<Comparison.Commit> newest, int files, List<String> migrations) {

        static Changes of(Comparison comparison) {
            return new Changes(
                    comparison.ahead(),
                    comparison.behind(),
                    comparison.newest().stream().limit(MAX_SHOWN).toList(),
                    comparison.files(),
                    comparison.paths().stream()
                            .filter(path -> MIGRATION.matcher(path).matches())
                            .limit(MAX_SHOWN)
                            .toList());
        }
    }

    /// What the policy gate found.
    ///
    /// @param mode the policy mode of the environment
    /// @param report the artifact with all findings
    record PolicyResult(String decision, String mode, int findings, int waived, String report) {}
}
