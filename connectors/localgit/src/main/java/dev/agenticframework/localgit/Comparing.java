package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// Compares two commits.
final class Comparing {
    private static final int MAX_SUBJECT = 200;

    private final Repository repository;

    Comparing(Repository repository) {
        this.repository = repository;
    }

    Comparison compare(ObjectId from, ObjectId to) throws IOException {
        List<Comparison.Commit> newest = new ArrayList<>();
        int ahead = count(from, to, newest);
        int behind = count(to, from, new ArrayList<>());
        List<String> paths = new ArrayList<>();
        int files = 0;
        try (var commits = new RevWalk(repository);
                var walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(from).getTree());
            walk.addTree(commits.parseCommit(to).getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                files++;
                if (paths.size() < Comparison.MAX_PATHS) {
                    paths.add(walk.getPathString());
                }
            }
        }
        return new Comparison(ahead, behind, newest, files, paths);
    }

    /// Counts the commits that `to` has and `from` lacks.
    ///
    /// @param newest receives the newest of them
    private int count(ObjectId from, ObjectId to, List<Comparison.Commit> newest) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(to));
            walk.markUninteresting(walk.parseCommit(from));
            int count = 0;
            for (var commit = walk.next();
                    commit != null && count < Commits.MAX_COMMITS_SEARCHED;
                    commit = walk.next()) {
                count++;
                if (newest.size() < Comparison.MAX_SHOWN) {
                    newest.add(shown(commit));
                }
            }
            return count;
        }
    }

    private static Comparison.Commit shown(RevCommit commit) {
        var author = commit.getAuthorIdent();
        return new Comparison.Commit(
                commit.name(), shortened(commit.getShortMessage()), author == null ? "" : shortened(author.getName()));
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > MAX_SUBJECT ? plain.substring(0, MAX_SUBJECT) : plain;
    }
}
