package dev.agenticframework.localpipelines;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a pipeline is made for.
///
/// @param files all paths of the commit
/// @param changed the paths that differ from the target branch; absent where GitLab takes all as changed
/// @param variables predefined ones, not expanded
/// @param given variables of the request, which count more than the file's
record Trigger(
        Source source,
        String branch,
        Set<String> files,
        Optional<Set<String>> changed,
        Map<String, String> variables,
        Map<String, String> given) {

    /// Why there is a pipeline; GitLab may make one of each for the same commit.
    enum Source {
        MERGE_REQUEST_EVENT,
        PUSH
    }
}
