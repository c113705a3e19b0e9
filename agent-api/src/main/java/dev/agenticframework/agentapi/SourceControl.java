package dev.agenticframework.agentapi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Repositories, commits and merge requests. A call that changes something may be repeated with the same arguments: it
/// has effect once.
public interface SourceControl {

    /// A repository.
    ///
    /// @param name the service's name
    /// @param url where to clone it from; a path when it is on the same machine
    /// @param defaultBranch `main`
    record Repository(String name, String url, String defaultBranch) {}

    /// A merge request.
    ///
    /// @param number counted from 1 in its repository
    /// @param head the commit at the tip of the source branch
    /// @param mergeCommit the commit on the target branch, once merged
    record MergeRequest(
            String repository,
            int number,
            String title,
            String description,
            String sourceBranch,
            String targetBranch,
            String head,
            State state,
            Optional<String> mergeCommit,
            List<Comment> comments) {

        /// The state of a merge request.
        public enum State {
            OPEN,
            MERGED,
            CLOSED
        }
    }

    /// A comment on a merge request, Markdown. A key has one comment: a later body with the same key replaces it.
    record Comment(String key, String author, String body) {}

    /// Finds the repository of this name, or creates it with an empty first commit on its default branch.
    ///
    /// @throws FailureException `REPOSITORY_NAME_INVALID`
    Repository ensureRepository(String name, String description);

    Optional<Repository> repository(String name);

    List<Repository> repositories();

    /// Commits a tree as the whole content of a branch, on top of `base` (a branch or commit), or finds the same
    /// commit from an earlier call.
    ///
    /// @param effect the task's effect key, kept in a trailer of the commit's message
    /// @return the commit id
    String commit(
            String repository, String branch, String base, FileTree tree, String message, String author, String effect);

    /// The commit that a branch, a tag or an (abbreviated) commit id names.
    Optional<String> resolve(String repository, String revision);

    FileTree read(String repository, String revision);

    /// Writes the files of a revision to a new or empty directory, without Git's own files.
    void export(String repository, String revision, Path directory);

    /// Opens a merge request, or finds the open or merged one with the same source branch.
    MergeRequest openMergeRequest(
            String repository,
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            String author);

    Optional<MergeRequest> mergeRequest(String repository, int number);

    void comment(String repository, int number, Comment comment);

    /// Merges a merge request whose source branch is still at the reviewed commit, or finds it merged.
    ///
    /// @throws FailureException `MERGE_REQUEST_CHANGED` (the head moved), `MERGE_CONFLICT`, `MERGE_REQUEST_CLOSED`
    MergeRequest merge(String repository, int number, String reviewedHead, String author);

    /// Tags a commit, or finds the tag on it.
    void tag(String repository, String tag, String commit);
}
