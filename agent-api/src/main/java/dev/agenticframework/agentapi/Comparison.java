package dev.agenticframework.agentapi;

import java.util.List;

/// What leads from one commit to another.
///
/// @param ahead how many commits the second one has that the first one lacks
/// @param behind how many commits the first one has that the second one lacks; 0 when the second one contains it
/// @param newest the newest of the commits ahead, newest first, at most [#MAX_SHOWN]
/// @param files how many files differ
/// @param paths of these files, in order, at most [#MAX_PATHS]
public record Comparison(int ahead, int behind, List<Commit> newest, int files, List<String> paths) {
    /// The most commits that are listed.
    public static final int MAX_SHOWN = 100;
    /// The most paths that are listed.
    public static final int MAX_PATHS = 1_000;

    public Comparison {
        newest = List.copyOf(newest);
        paths = List.copyOf(paths);
    }

    /// A commit.
    ///
    /// @param subject the first line of its message, at most 200 characters
    /// @param author the name of its author
    public record Commit(String id, String subject, String author) {}
}
