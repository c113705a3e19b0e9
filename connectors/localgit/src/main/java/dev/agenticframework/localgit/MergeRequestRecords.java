package dev.agenticframework.localgit;

import dev.agenticframework.agentapi.SourceControl.Comment;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import dev.agenticframework.agentapi.SourceControl.Position;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The merge requests of one repository: one JSON file each in `agentic/merge-requests/`, replaced atomically.
final class MergeRequestRecords {

    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,8})\\.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /// A comment of a reviewer.
    ///
    /// @param key the reviewer, who is its author
    /// @param position null when the comment is about the whole change
    record Remark(String key, String body, @Nullable Position position) {
        Comment shown() {
            return new Comment(key, body, Optional.ofNullable(position));
        }
    }

    /// What is kept of a merge request. The head is kept only once it no longer moves.
    record Entry(
            int number,
            String title,
            String description,
            String author,
            String sourceBranch,
            String targetBranch,
            MergeRequest.State state,
            @Nullable String head,
            @Nullable String mergeCommit,
            Instant createdAt,
            Instant updatedAt,
            List<Remark> comments) {

        Entry merged(String head, String mergeCommit, Instant now) {
            return new Entry(
                    number,
                    title,
                    description,
                    author,
                    sourceBranch,
                    targetBranch,
                    MergeRequest.State.MERGED,
                    head,
                    mergeCommit,
                    createdAt,
                    now,
                    comments);
        }

        Entry with(List<Remark> comments, Instant now) {
            return new Entry(
                    number,
                    title,
                    description,
                    author,
                    sourceBranch,
                    targetBranch,
                    state,
                    head,
                    mergeCommit,
                    createdAt,
                    now,
                    comments);
        }
    }

    MergeRequestRecords(Path repository) {
        this.folder = repository.resolve("agentic").resolve("merge-requests");
    }

    Optional<Entry> find(int number) throws IOException {
        var file = file(number);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), Entry.class))
                : Optional.empty();
    }

    /// The newest one of a branch that is not closed.
    Optional<Entry> findBySource(String branch) throws IOException {
        for (int number = last(); number > 0; number--) {
            var entry = find(number);
            if (entry.isPresent()
                    && entry.get().sourceBranch().equals(branch)
                    && entry.get().state() != MergeRequest.State.CLOSED) {
                return entry;
            }
        }
        return Optional.empty();
    }

    int last() throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.map(f -> FILE.matcher(f.getFileName().toString()))
                    .flatMapToInt(m -> m.matches() ? IntStream.of(Integer.parseInt(m.group(1))) : IntStream.empty())
                    .max()
                    .orElse(0);
        }
    }

    void save(Entry entry) throws IOException {
        DurableFiles.replace(file(entry.number()), JSON.writeValueAsBytes(entry));
    }

    private Path file(int number) {
        return folder.resolve(number + ".json");
    }
}
