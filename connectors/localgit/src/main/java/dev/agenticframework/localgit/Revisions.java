package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Reads commits and their files, as hostile input: anyone may have pushed them.
final class Revisions {

    private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-f]{4,40}");

    private final Repository repository;
    private final String name;

    Revisions(Repository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /// The commit that a branch, a tag or the beginning of a commit id means, in this order.
    Optional<ObjectId> find(String revision) throws IOException {
        if (!Names.isReference(revision)) {
            return Optional.empty();
        }
        for (var prefix : new String[] {Constants.R_HEADS, Constants.R_TAGS}) {
            var reference = repository.exactRef(prefix + revision);
            if (reference != null && reference.getObjectId() != null) {
                return commit(reference.getObjectId());
            }
        }
        return COMMIT_ID.matcher(revision).matches() ? abbreviated(revision) : Optional.empty();
    }

    private Optional<ObjectId> abbreviated(String id) throws IOException {
        try {
            var object = repository.resolve(id + "^{commit}");
            return object == null ? Optional.empty() : commit(object);
        } catch (AmbiguousObjectException | IncorrectObjectTypeException | MissingObjectException e) {
            return Optional.empty();
        }
    }

    private Optional<ObjectId> commit(ObjectId object) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(object).copy());
        } catch (IncorrectObjectTypeException | MissingObjectException e) {
            return Optional.empty();
        }
    }

    ObjectId require(String revision) throws IOException {
        return find(revision)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "REVISION_NOT_FOUND",
                        "'" + name + "' has no branch, tag or commit '" + revision + "'.",
                        "Name one of its branches, tags or commits.")));
    }

    Commit describe(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var found = walk.parseCommit(commit);
            var author = found.getAuthorIdent();
            return new Commit(
                    found.name(),
                    Stream.of(found.getParents()).map(ObjectId::name).toList(),
                    author.getName(),
                    author.getEmailAddress(),
                    author.getWhenAsInstant(),
                    found.getFullMessage());
        }
    }

    FileTree read(ObjectId commit) throws IOException {
        var files = new HashMap<String, FileTree.Entry>();
        long left = FileTree.MAX_BYTES;
        try (var walk = walk(commit)) {
            while (walk.next()) {
                var mode = walk.getFileMode();
                if (!FileMode.REGULAR_FILE.equals(mode) && !FileMode.EXECUTABLE_FILE.equals(mode)) {
                    continue;
                }
                var blob = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
                left -= blob.getSize();
                if (left < 0 || files.size() >= FileTree.MAX_FILES) {
                    throw tooLarge();
                }
                files.put(
                        walk.getPathString(),
                        new FileTree.Entry(blob.getBytes(), FileMode.EXECUTABLE_FILE.equals(mode)));
            }
        }
        return FileTree.of(files);
    }

    /// Writes the files. Symbolic links come last, so that no file is written through one, and must stay inside.
    void export(ObjectId commit, Path folder) throws IOException {
        var links = new LinkedHashMap<Path, String>();
        var paths = new ArrayList<Path>();
        long left = FileTree.MAX_BYTES;
        try (var walk = walk(commit)) {
            while (walk.next()) {
                var mode = walk.getFileMode();
                if (FileMode.GITLINK.equals(mode)) {
                    continue;
                }
                var file = inside(folder, walk.getPathString());
                var blob = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
                left -= blob.getSize();
                if (left < 0 || paths.size() >= FileTree.MAX_FILES) {
                    throw tooLarge();
                }
                paths.add(file);
                if (FileMode.SYMLINK.equals(mode)) {
                    links.put(file, new String(blob.getBytes(), java.nio.charset.StandardCharsets.UTF_8));
                } else {
                    write(file, blob.getBytes(), FileMode.EXECUTABLE_FILE.equals(mode));
                }
            }
        }
        for (var link : links.entrySet()) {
            link(folder, link.getKey(), link.getValue());
        }
    }

    private static void write(Path file, byte[] content, boolean executable) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content, java.nio.file.StandardOpenOption.CREATE_NEW);
        if (executable && !file.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make '" + file + "' executable.");
        }
    }

    private static void link(Path folder, Path link, String target) throws IOException {
        var resolved = link.resolveSibling(target).normalize();
        if (Path.of(target).isAbsolute() || !resolved.startsWith(folder)) {
            throw new FailureException(Failure.invalid(
                    "TREE_PATH_INVALID",
                    "The symbolic link '" + folder.relativize(link) + "' leads out of the repository.",
                    "Remove the link."));
        }
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static Path inside(Path folder, String path) {
        FileTree.of(java.util.Map.of(path, new FileTree.Entry(new byte[0], false)));
        return folder.resolve(path);
    }

    private TreeWalk walk(ObjectId commit) throws IOException {
        try (var commits = new RevWalk(repository)) {
            var walk = new TreeWalk(repository);
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            return walk;
        }
    }

    private FailureException tooLarge() {
        return new FailureException(Failure.tooLarge(
                "TREE_TOO_LARGE",
                "'" + name + "' has more than " + FileTree.MAX_FILES + " files or " + FileTree.MAX_BYTES + " bytes.",
                "Remove large files from the repository."));
    }
}
