package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Revisions in memory: only what a platform reads of source control.
final class MemorySources implements SourceControl {

    private final Map<String, FileTree> revisions = new ConcurrentHashMap<>();

    /// Keeps a tree and gives its commit id.
    String add(FileTree tree) {
        var commit = Text.sha256(tree.toZip()).substring(0, 40);
        revisions.put(commit, tree);
        return commit;
    }

    @Override
    public FileTree read(String repository, String revision) {
        return Objects.requireNonNull(revisions.get(revision), revision);
    }

    @Override
    public void export(String repository, String revision, Path directory) {
        read(repository, revision).entries().forEach((path, entry) -> {
            try {
                var file = directory.resolve(path);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, entry.content());
                file.toFile().setExecutable(entry.executable());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Repository ensureRepository(String name, String description) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Repository> repository(String name) {
        return Optional.empty();
    }

    @Override
    public List<Repository> repositories() {
        return List.of();
    }

    @Override
    public String commit(
            String repository,
            String branch,
            String base,
            FileTree tree,
            String message,
            String author,
            String effect) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> resolve(String repository, String revision) {
        return revisions.containsKey(revision) ? Optional.of(revision) : Optional.empty();
    }

    @Override
    public MergeRequest openMergeRequest(
            String repository,
            String sourceBranch,
            String targetBranch,
            String title,
            String description,
            String author) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MergeRequest> mergeRequest(String repository, int number) {
        return Optional.empty();
    }

    @Override
    public void comment(String repository, int number, Comment comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MergeRequest merge(String repository, int number, String reviewedHead, String author) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tag(String repository, String tag, String commit) {
        throw new UnsupportedOperationException();
    }
}
