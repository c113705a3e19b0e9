package dev.agenticframework.localpipelines;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The reason for a pipeline.
///
/// @param files all paths of the commit
/// @param changed the paths that differ from the target branch; absent when GitLab treats all paths as changed
/// @param variables the predefined variables, not expanded
/// @param given the variables of the request, which override those of the file
record Trigger(
        Source source,
        String branch,
        Set<String> files,
        Optional<Set<String>> changed,
        Map<String, String> variables,
        Map<String, String> given) {

    /// A push to the default branch, for checks without a repository.
    static Trigger ofCheck(Set<String> files) {
        return new Trigger(
                Source.PUSH,
                "main",
                files,
                Optional.empty(),
                Map.of(
                        "CI", "true",
                        "CI_PIPELINE_SOURCE", "push",
                        "CI_COMMIT_BRANCH", "main",
                        "CI_COMMIT_REF_NAME", "main",
                        "CI_DEFAULT_BRANCH", "main"),
                Map.of());
    }

    /// The kind of event. GitLab can start one pipeline of each kind for the same commit.
    enum Source {
        MERGE_REQUEST_EVENT,
        PUSH
    }
}
