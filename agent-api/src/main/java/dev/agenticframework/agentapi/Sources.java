package dev.agenticframework.agentapi;

import java.nio.file.Path;

/// Finds the repositories of revisions.
@FunctionalInterface
public interface Sources {

    /// The source control of a connection.
    ///
    /// @throws FailureException `CONNECTION_UNKNOWN`
    SourceControl of(String connection);

    /// The files of a revision.
    default FileTree read(Revision revision) {
        return of(revision.source()).read(revision.repository(), revision.commit());
    }

    /// Writes the files of a revision to a new or empty directory, without Git's own files.
    default void export(Revision revision, Path directory) {
        of(revision.source()).export(revision.repository(), revision.commit(), directory);
    }
}
