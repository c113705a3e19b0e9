package dev.agenticframework.app.backup;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.connect.LiveState;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.host.Trees;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Copies an installation into one file, while its platform works or is stopped. The file appears when it is complete.
/// It contains the keys and secrets of the installation, so only its owner can read it.
public final class Backup {
    static final String WORKFLOWS = "workflows";

    private static final String LOCK = "backup.lock";
    private static final String STAGING = ".backup.tmp";
    private static final String SECRET_KEY = "keys/secrets.key";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final List<LiveState> live;
    private final String product;
    private final InstantSource clock;

    /// What a backup has.
    ///
    /// @param bytes of its files, before compression
    public record Result(String file, long files, long bytes, long archiveBytes, boolean secretKey) {}

    /// @param live what is copied in a way of its own
    /// @param product the version of the platform
    public Backup(Path home, List<LiveState> live, String product, InstantSource clock) {
        this.home = home;
        this.live = List.copyOf(live);
        this.product = product;
        this.clock = clock;
    }

    /// Writes the backup to a file, in place of what was there.
    ///
    /// @param progress receives a line for each step
    /// @throws FailureException `BACKUP_RUNNING`, `BACKUP_FAILED`, `BACKUP_DISTURBED`, `STORE_UNAVAILABLE`
    public Result write(Path file, Consumer<String> progress) throws InterruptedException {
        var place = file.toAbsolutePath().normalize();
        var parent = Objects.requireNonNull(place.getParent(), "a root is no file");
        var draftPrefix = "." + place.getFileName() + ".";
        try (LockFile _ = locked()) {
            removeDrafts(parent, draftPrefix);
            // A temporary file belongs to its owner alone from the start.
            Path draft = Files.createTempFile(parent, draftPrefix, ".tmp");
            try {
                var result = write(draft, place, progress);
                progress.accept("Writing " + place);
                DurableFiles.publish(draft, place);
                return result;
            } finally {
                Files.deleteIfExists(draft);
                Trees.delete(home.resolve(STAGING));
            }
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    private LockFile locked() throws IOException {
        return LockFile.tryTake(home.resolve(LOCK))
                .orElseThrow(() -> new FailureException(Failure.conflict(
                        "BACKUP_RUNNING",
                        "Another command is backing up '" + home + "'.",
                        "Wait until it has ended.")));
    }

    // What a command that was killed had not finished.
    private static void removeDrafts(Path directory, String prefix) throws IOException {
        try (var drafts = Files.newDirectoryStream(directory, entry -> {
            var name = entry.getFileName().toString();
            return name.startsWith(prefix) && name.endsWith(".tmp");
        })) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private Result write(Path draft, Path place, Consumer<String> progress) throws IOException, InterruptedException {
        boolean secretKey = Files.exists(home.resolve(SECRET_KEY));
        try (var out = new BufferedOutputStream(Files.newOutputStream(draft));
                var archive = new ArchiveWriter(home, out, progress)) {
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    product,
                    clock.instant().toString(),
                    home.toString(),
                    HomeFiles.contents(home),
                    secretKey);
            archive.file(home.resolve(Manifest.NAME), JSON.writeValueAsBytes(manifest));
            workflows(archive, progress);
            progress.accept("Copying services, repositories, builds and artifacts");
            var elsewhere = new HashSet<Path>();
            elsewhere.add(home.resolve(WORKFLOWS));
            elsewhere.add(home.resolve(STAGING));
            live.forEach(state -> elsewhere.add(state.directory()));
            new HomeFiles(home, elsewhere).write(archive);
            for (var state : live) {
                state.copy(archive, progress);
            }
            archive.finish();
            return new Result(place.toString(), archive.files(), archive.bytes(), Files.size(draft), secretKey);
        }
    }

    private void workflows(ArchiveWriter archive, Consumer<String> progress) throws IOException, InterruptedException {
        var store = home.resolve(WORKFLOWS);
        if (!Files.isDirectory(store)) {
            return;
        }
        progress.accept("Copying the workflows");
        var staging = home.resolve(STAGING);
        Trees.delete(staging);
        try {
            EmbeddedWorkflowStore.copy(store, Trees.createPrivate(staging));
        } catch (StoreException e) {
            throw new FailureException(
                    Failure.transientExternal(
                            e.code().name(), "Cannot copy the workflows: " + e.getMessage(), "Check the disk."),
                    e);
        }
        archive.directory(store);
        for (var copied : contents(staging)) {
            var original = store.resolve(staging.relativize(copied).toString());
            if (!Files.isDirectory(copied)) {
                archive.add(copied, original);
            } else if (Files.isDirectory(original)) {
                archive.directory(original);
            }
        }
        Trees.delete(staging);
    }

    private static FailureException failed(Path file, IOException cause) {
        var reason = String.valueOf(cause.getMessage());
        return new FailureException(
                reason.contains("No space left")
                        ? Failure.exhausted(
                                "DISK_FULL", "The disk is full, so '" + file + "' was not written.", "Free some space.")
                        : Failure.external(
                                "BACKUP_FAILED",
                                "Cannot write '" + file + "': " + reason + ".",
                                "Check the directory and the disk."),
                cause);
    }

    /// What is below a directory, each directory before what is in it.
    private static List<Path> contents(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.skip(1).sorted().toList();
        }
    }
}
