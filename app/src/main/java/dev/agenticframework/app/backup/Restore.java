package dev.agenticframework.app.backup;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.Exchange;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Unpacks a backup beside the home directory, and moves it into place when it is complete and on the disk. A kill at
/// any instant leaves the home directory as it was, or restored.
public final class Restore {
    /// A file with this name marks an unfinished directory without its ending, which the next restore deletes.
    private static final String UNFINISHED = ".unfinished";

    private final Path home;
    private final InstantSource clock;

    /// What was restored.
    ///
    /// @param createdAt when the backup was made
    /// @param replaced where the previous content of the home directory is now; empty when there was none
    /// @param secretKey whether the backup had the key of the secrets
    public record Result(String home, String createdAt, long files, long bytes, String replaced, boolean secretKey) {}

    public Restore(Path home, InstantSource clock) {
        this.home = Files.isSymbolicLink(home) ? target(home) : home;
        this.clock = clock;
    }

    // What a link names is replaced, and not the link.
    private static Path target(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            return link;
        }
    }

    /// Restores a backup. The platform of the home directory must be stopped.
    ///
    /// @param replace whether the home directory may have files; they are moved aside
    /// @throws FailureException `HOME_NOT_EMPTY`, `PLATFORM_IN_USE`, `BACKUP_INVALID`, `BACKUP_NEWER`,
    ///     `RESTORE_NOT_WRITTEN`, `DISK_FULL`
    public Result read(Path file, boolean replace, Consumer<String> progress) throws InterruptedException {
        try {
            if (!replace && !isEmpty()) {
                throw new FailureException(Failure.conflict(
                        "HOME_NOT_EMPTY",
                        "'" + home + "' has files.",
                        "Set AGENTIC_HOME to a new directory, or use --replace to move the files aside."));
            }
            var locks = locks();
            try {
                return restore(file, progress);
            } finally {
                for (var lock : locks) {
                    lock.close();
                }
            }
        } catch (ZipException e) {
            throw ArchiveReader.invalid("it is damaged");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean isEmpty() throws IOException {
        if (Files.notExists(home)) {
            return true;
        }
        try (var entries = Files.list(home)) {
            return entries.findAny().isEmpty();
        }
    }

    // Neither a platform nor another command uses what is replaced.
    private List<LockFile> locks() throws IOException {
        var taken = new ArrayList<LockFile>();
        for (var name : List.of("workflows/lock", "platform/lock", "backup.lock")) {
            var file = home.resolve(name);
            if (Files.exists(file)) {
                var lock = LockFile.tryTake(file);
                if (lock.isEmpty()) {
                    for (var one : taken) {
                        one.close();
                    }
                    throw new FailureException(Failure.external(
                            "PLATFORM_IN_USE", "A platform uses '" + home + "'.", "Stop it first: agentic down"));
                }
                taken.add(lock.get());
            }
        }
        return taken;
    }

    private Result restore(Path file, Consumer<String> progress) throws IOException, InterruptedException {
        var parent = Objects.requireNonNull(home.getParent(), "a root is no home");
        Files.createDirectories(parent);
        removeUnfinished(parent);
        var draft = parent.resolve(prefix() + UUID.randomUUID());
        var mark = draft.resolveSibling(draft.getFileName() + UNFINISHED);
        Files.createFile(mark);
        boolean moved = false;
        try {
            var unpacked = unpack(file, Trees.createPrivate(draft), progress);
            progress.accept("Moving the files into place");
            sync();
            var replaced = publish(draft, mark);
            moved = true;
            return new Result(
                    home.toString(),
                    unpacked.manifest().createdAt(),
                    unpacked.files(),
                    unpacked.bytes(),
                    replaced.map(Path::toString).orElse(""),
                    unpacked.manifest().secretKey());
        } finally {
            if (!moved && Files.exists(mark)) {
                Trees.delete(draft);
            }
            Files.deleteIfExists(mark);
        }
    }

    private String prefix() {
        return "." + home.getFileName() + ".restoring-";
    }

    // What a command that was killed had not finished.
    private void removeUnfinished(Path parent) throws IOException {
        try (var marks = Files.newDirectoryStream(parent, entry -> {
            var name = entry.getFileName().toString();
            return name.startsWith(prefix()) && name.endsWith(UNFINISHED);
        })) {
            for (var mark : marks) {
                var name = mark.getFileName().toString();
                Trees.delete(mark.resolveSibling(name.substring(0, name.length() - UNFINISHED.length())));
                Files.deleteIfExists(mark);
            }
        }
    }

    private ArchiveReader.Unpacked unpack(Path file, Path draft, Consumer<String> progress) throws IOException {
        progress.accept("Unpacking " + file);
        try (var in = Files.newInputStream(file);
                var archive = new ArchiveReader(in, draft, progress)) {
            return archive.unpack();
        }
    }

    // From here on the directory is not removed: after an exchange it has the previous content.
    private Optional<Path> publish(Path draft, Path mark) throws IOException {
        Files.deleteIfExists(mark);
        if (isEmpty()) {
            DurableFiles.publish(draft, home);
            return Optional.empty();
        }
        var aside = home.resolveSibling(
                home.getFileName() + ".replaced-" + clock.instant().toString().replace(':', '-'));
        Exchange.directories(draft, home, aside);
        return Optional.of(aside);
    }

    /// Writes all unpacked files to the disk. One call is much faster than one for each file.
    private static void sync() throws IOException, InterruptedException {
        if (new ProcessBuilder("sync").inheritIO().start().waitFor() != 0) {
            throw new IOException("sync failed");
        }
    }

    private FailureException failed(IOException cause) {
        var reason = String.valueOf(cause.getMessage());
        return new FailureException(
                reason.contains("No space left")
                        ? Failure.exhausted(
                                "DISK_FULL",
                                "The disk of '" + home + "' has no room for the backup.",
                                "Free some space.")
                        : Failure.external(
                                "RESTORE_NOT_WRITTEN",
                                "Cannot restore to '" + home + "': " + reason + ".",
                                "Check the backup, the directory and the disk."),
                cause);
    }
}
