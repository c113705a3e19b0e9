package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.FileTree;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Writes trees and commits, and finds those that an effect made. Objects alone change nothing: a reference does.
final class Commits {

    /// The trailer in a commit's message that names what made it; always the last line.
    static final String EFFECT_TRAILER = "Agentic-Effect: ";

    /// How far back the commit of an effect is looked for.
    static final int MAX_COMMITS_SEARCHED = 10_000;

    private static final String COMMITTER = "Agentic Framework";
    private static final String NO_ADDRESS = "@agentic.invalid";

    private final Repository repository;

    Commits(Repository repository) {
        this.repository = repository;
    }

    ObjectId writeTree(FileTree files) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var file : files.entries().entrySet()) {
                var entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(file.getValue().executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().content()));
                builder.add(entry);
            }
            builder.finish();
            var tree = index.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    ObjectId write(ObjectId tree, List<ObjectId> parents, String message, String author, Instant time)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentIds(parents);
            commit.setAuthor(person(author, time));
            commit.setCommitter(person(COMMITTER, time));
            commit.setMessage(message);
            var id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    static String withEffect(String message, String effect) {
        return message.strip() + "\n\n" + EFFECT_TRAILER + effect + "\n";
    }

    /// The newest commit, from this one backwards, that an effect made.
    Optional<RevCommit> findEffect(ObjectId from, String effect) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(from));
            int left = MAX_COMMITS_SEARCHED;
            for (var commit = walk.next(); commit != null && left > 0; commit = walk.next(), left--) {
                if (commit.getFullMessage().stripTrailing().endsWith("\n" + EFFECT_TRAILER + effect)) {
                    return Optional.of(commit);
                }
            }
            return Optional.empty();
        }
    }

    ObjectId treeOf(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    boolean isAncestor(ObjectId ancestor, ObjectId of) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(of));
        }
    }

    /// `Name <address>`, or a name alone.
    private static PersonIdent person(String author, Instant time) {
        int open = author.indexOf('<');
        var name = plain(open < 0 ? author : author.substring(0, open));
        var address = open < 0 ? "" : plain(author.substring(open));
        if (name.isEmpty()) {
            name = COMMITTER;
        }
        if (address.isEmpty()) {
            address = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + NO_ADDRESS;
        }
        return new PersonIdent(name, address, time, ZoneOffset.UTC);
    }

    private static String plain(String text) {
        return text.replaceAll("[<>\\p{Cntrl}]", "").strip();
    }
}
