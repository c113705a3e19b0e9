package dev.agenticframework.agentapi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Repositories, commits and merge requests. Every call that changes something may be repeated with the same arguments:
/// it happens once.
public interface SourceControl {

    /// A repository.
    ///
    /// @param name the service's name
    /// @param url where to clone it from; a path on one machine
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

        /// Where a merge request stands.
        public enum State {
            OPEN,
            MERGED,
            CLOSED
        }
    }

    /// A comment on a merge request, Markdown. One key has one comment: a later body with the same key takes
    /// its place.
    record Comment(String key, String author, String body) {}

    /// The repository of that name, made where there is none, with an empty first commit on its default branch.
    ///
    /// @throws FailureException `REPOSITORY_NAME_INVALID`
    Repository ensureRepository(String name, String description);

    Optional<Repository> repository(String name);

    List<Repository> repositories();

    /// Makes the branch's content be exactly this tree, in one commit on top of `base` (a branch or commit); gives
    /// the commit that is there already when it is the same.
    ///
    /// @param effect the task's effect key, kept in the commit's message trailer
    /// @return the commit id
    String commit(
            String repository, String branch, String base, FileTree tree, String message, String author, String effect);

    /// The commit that a branch, tag or (abbreviated) commit id means.
    Optional<String> resolve(String repository, String revision);

    FileTree read(String repository, String revision);

    /// Writes the files of a revision into a new or empty directory, without Git's own.
    void export(String repository, String revision, Path directory);

    /// Opens a merge request, or gives the open or merged one that has the same source branch.
    MergeRequest openMergeRequest(
            String repository,
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            String author);

    Optional<MergeRequest> mergeRequest(String repository, int number);

    void comment(String repository, int number, Comment comment);

    /// Merges, if the source branch is still at the reviewed commit; gives the merged one when it is
    /// merged already.
    ///
    /// @throws FailureException `MERGE_REQUEST_CHANGED` (the head moved), `MERGE_CONFLICT`, `MERGE_REQUEST_CLOSED`
    MergeRequest merge(String repository, int number, String reviewedHead, String author);

    /// Puts a tag on a commit, or finds it there.
    void tag(String repository, String tag, String commit);
}
