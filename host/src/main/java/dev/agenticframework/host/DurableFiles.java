package dev.agenticframework.host;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Objects;

/// Writes files so that a crash or a power cut leaves the old content or the new, and never a part.
///
/// When a method returns, its change is on the disk: content is written to a draft in the same directory, synced, moved
/// into place, and the directory is synced. An interruption of the thread does not stop a change halfway; the thread is
/// still interrupted afterwards. Several threads and processes can replace the same file; the last one wins.
public final class DurableFiles {

    private static final String DRAFT_PREFIX = ".";
    private static final String DRAFT_SUFFIX = ".tmp";

    private DurableFiles() {}

    /// Writes a file, in place of what was there. Only the file's owner can read it, and missing directories
    /// are made.
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /// Writes a file that does not exist yet. Only the file's owner can read it, and missing directories are made.
    ///
    /// @throws FileAlreadyExistsException when the file exists; it stays as it is
    public static void create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.move(draft, file);
            sync(parent(file));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        createDirectories(parent(file));
        // A temporary file belongs to its owner alone from the start.
        Path draft = Files.createTempFile(parent(file), DRAFT_PREFIX + file.getFileName() + ".", DRAFT_SUFFIX);
        // Unlike a channel, a stream to a file ignores interruptions.
        try (var output = new FileOutputStream(draft.toFile())) {
            output.write(content);
            output.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        return draft;
    }

    /// Gives a finished draft its final name, in place of a file that has it. Draft and name are on the same
    /// file system.
    ///
    /// @param draft a file; or a folder, whose files the caller has synced
    public static void publish(Path draft, Path place) throws IOException {
        sync(draft);
        createDirectories(parent(place));
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(parent(place));
    }

    /// Deletes a file, if it exists.
    ///
    /// @return whether it existed
    public static boolean delete(Path file) throws IOException {
        boolean existed = Files.deleteIfExists(file);
        if (existed) {
            sync(parent(file));
        }
        return existed;
    }

    /// Deletes the drafts that a crash left in a directory. Nothing may write to the directory meanwhile.
    public static void deleteDrafts(Path directory) throws IOException {
        try (var drafts = Files.newDirectoryStream(directory, DRAFT_PREFIX + "*" + DRAFT_SUFFIX)) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private static void createDirectories(Path directory) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (Path next = directory; next != null && Files.notExists(next); next = next.getParent()) {
            missing.push(next);
        }
        Files.createDirectories(directory);
        for (Path made : missing) {
            sync(parent(made));
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root has no parent");
    }

    /// Writes a file's content, or the names in a directory, to the disk.
    private static void sync(Path path) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!synced(path)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @return false when an interruption closed the channel
    private static boolean synced(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
