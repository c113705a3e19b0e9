package dev.agenticframework.agentapi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Repositories, commits and merge requests. A call that changes something may be repeated with the same arguments: it
/// has effect once.
///
/// Changes are made on behalf of a person. Whose account they carry is up to the adapter: a local repository can name
/// the person as the author, a server names the account that the platform uses there.
public interface SourceControl {

    /// A repository.
    ///
    /// @param id where the adapter keeps it, which can have groups: `orders` or `platform/orders`
    /// @param service the service that it is for
    /// @param url where to clone it from; a path when it is on the same machine
    /// @param defaultBranch such as `main`
    record Repository(String id, String service, String url, String defaultBranch) {}

    /// A merge request.
    ///
    /// @param repository the id of its repository
    /// @param number counted from 1 in its repository
    /// @param url where people read it; empty where no pages exist
    /// @param head the commit at the tip of the source branch
    /// @param mergeCommit the commit on the target branch, once merged
    record MergeRequest(
            String repository,
            int number,
            Optional<String> url,
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

    /// A commit.
    ///
    /// @param id 40 hexadecimal digits
    /// @param parents the ids of the commits that it follows, first the one of its branch
    /// @param author a name
    /// @param address the mail address of the author; empty when there is none
    /// @param at when it was written
    /// @param message the whole message
    record Commit(String id, List<String> parents, String author, String address, Instant at, String message) {
        public Commit {
            parents = List.copyOf(parents);
        }
    }

    /// What a commit changes.
    sealed interface Change {
        /// The whole content of the branch: files that the tree lacks are removed.
        record Whole(FileTree tree) implements Change {}

        /// Some files of the branch; the others stay.
        ///
        /// @param files the new content by path; empty to remove the file
        record Patch(Map<String, Optional<FileTree.Entry>> files) implements Change {
            public Patch {
                files = Map.copyOf(files);
            }
        }

        /// The content of the branch after this change.
        ///
        /// @param before the content of the branch
        default FileTree appliedTo(FileTree before) {
            return switch (this) {
                case Whole whole -> whole.tree();
                case Patch patch -> {
                    var files = new TreeMap<>(before.entries());
                    patch.files()
                            .forEach((path, entry) ->
                                    entry.ifPresentOrElse(added -> files.put(path, added), () -> files.remove(path)));
                    yield FileTree.of(files);
                }
            };
        }
    }

    /// A place in a file, as it is at the head of a merge request.
    ///
    /// @param line counted from 1
    record Position(String file, int line) {}

    /// A comment on a merge request, Markdown.
    ///
    /// @param author the name that the adapter shows
    /// @param position the line that it is about; empty when it is about the whole change
    record Comment(String author, String body, Optional<Position> position) {}

    /// The comments of one reviewer, such as the policy gate, on one commit.
    ///
    /// @param reviewer unique in the merge request, such as `policy`
    /// @param summary about the whole change, Markdown
    /// @param remarks about lines; a position that the change does not touch is allowed
    record Review(String reviewer, String summary, List<Remark> remarks) {
        public Review {
            remarks = List.copyOf(remarks);
        }

        /// A comment on a line.
        public record Remark(Position position, String body) {}
    }

    /// Finds the repository of a service, or creates it with an empty first commit on its default branch. The
    /// adapter chooses its id.
    ///
    /// @throws FailureException `REPOSITORY_NAME_INVALID`
    Repository ensureRepository(String service, String description);

    /// The repository of a service; empty when it has none.
    Optional<Repository> ofService(String service);

    /// The repository of an id; empty when there is none.
    Optional<Repository> repository(String id);

    /// The repositories of all services, by id.
    List<Repository> repositories();

    /// Commits a change to a branch, which is created from `base` (a branch or commit) if it does not exist, or
    /// finds the same commit from an earlier call.
    ///
    /// @param behalf the person that the change is for, `Name <address>` or a name
    /// @param effect the task's effect key, kept in a trailer of the commit's message
    /// @return the commit id
    String commit(
            String repository, String branch, String base, Change change, String message, String behalf, String effect);

    /// The commit that a branch, a tag or an (abbreviated) commit id names.
    Optional<String> resolve(String repository, String revision);

    FileTree read(String repository, String revision);

    /// Describes a commit.
    ///
    /// @param revision a branch, a tag or an (abbreviated) commit id
    /// @throws FailureException `REVISION_NOT_FOUND`
    Commit describe(String repository, String revision);

    /// Compares two revisions of a repository.
    ///
    /// @throws FailureException `REVISION_NOT_FOUND`
    Comparison compare(String repository, String from, String to);

    /// Writes the files of a revision to a new or empty directory, without Git's own files.
    void export(String repository, String revision, Path directory);

    /// Opens a merge request, or finds the open or merged one with the same source branch.
    ///
    /// @param behalf the person that the change is for
    MergeRequest openMergeRequest(
            String repository,
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            String behalf);

    Optional<MergeRequest> mergeRequest(String repository, int number);

    /// Publishes a review, in place of the reviewer's earlier one: remarks that no longer apply are removed
    /// or resolved.
    void review(String repository, int number, Review review);

    /// Merges a merge request whose source branch is still at the reviewed commit, or finds it merged.
    ///
    /// @param behalf the person that the change is for
    /// @throws FailureException `MERGE_REQUEST_CHANGED` (the head moved), `MERGE_CONFLICT`, `MERGE_REQUEST_CLOSED`
    MergeRequest merge(String repository, int number, String reviewedHead, String behalf);

    /// Tags a commit, or finds the tag on it.
    void tag(String repository, String tag, String commit);
}
