package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevWalk;

/// Makes the merge commit of a merge request, always one of its own, so that the history shows each merge request.
final class Merging {

    private final Repository repository;
    private final Commits commits;

    Merging(Repository repository) {
        this.repository = repository;
        this.commits = new Commits(repository);
    }

    /// The merge commit that is on the target already: a kill came between the reference and the record.
    Optional<ObjectId> find(ObjectId target, int number, ObjectId head) throws IOException {
        var line = reference(number);
        try (var walk = new RevWalk(repository)) {
            walk.setFirstParent(true);
            walk.markStart(walk.parseCommit(target));
            int left = Commits.MAX_COMMITS_SEARCHED;
            for (var commit = walk.next(); commit != null && left > 0; commit = walk.next(), left--) {
                if (commit.getParentCount() == 2
                        && commit.getParent(1).equals(head)
                        && commit.getFullMessage().stripTrailing().endsWith("\n" + line)) {
                    return Optional.of(commit.copy());
                }
            }
            return Optional.empty();
        }
    }

    ObjectId merge(ObjectId target, ObjectId head, MergeRequestRecords.Entry request, String author, Instant now)
            throws IOException {
        var message = "Merge branch '" + request.sourceBranch() + "' into '" + request.targetBranch() + "'\n\n"
                + request.title().strip() + "\n\n" + reference(request.number()) + "\n";
        return commits.write(tree(target, head, request), List.of(target, head), message, author, now);
    }

    private ObjectId tree(ObjectId target, ObjectId head, MergeRequestRecords.Entry request) throws IOException {
        if (commits.isAncestor(target, head)) {
            return commits.treeOf(head);
        }
        try (var inserter = repository.newObjectInserter()) {
            var merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
            merger.setObjectInserter(inserter);
            if (!merger.merge(target, head)) {
                throw new FailureException(Failure.conflict(
                        "MERGE_CONFLICT",
                        "Merge request !" + request.number() + " conflicts with '" + request.targetBranch() + "' in "
                                + String.join(", ", merger.getUnmergedPaths()) + ".",
                        "Merge '" + request.targetBranch() + "' into '" + request.sourceBranch()
                                + "' and resolve the conflicts there."));
            }
            inserter.flush();
            return merger.getResultTreeId().copy();
        }
    }

    private static String reference(int number) {
        return "See merge request !" + number;
    }
}
