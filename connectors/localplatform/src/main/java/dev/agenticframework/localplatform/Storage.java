package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/// Accesses the disk, and describes its failures.
final class Storage {

    /// The free space below which nothing large is written.
    static final long MIN_FREE_BYTES = 256L << 20;

    private Storage() {}

    static FailureException failure(Path where, IOException cause) {
        return new FailureException(describe(where, cause), cause);
    }

    private static Failure describe(Path where, IOException cause) {
        var reason = reason(cause).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return Failure.exhausted("DISK_FULL", "The disk of " + where + " is full.", "Free some space there.");
        }
        if (notWritable(cause, reason)) {
            return Failure.external(
                    "DIRECTORY_NOT_WRITABLE",
                    "Cannot write to " + where + ".",
                    "Give the user of the platform write access, or choose another directory.");
        }
        return Failure.transientExternal(
                "DISK_FAILED",
                "Cannot access " + where + ": " + reason(cause) + ".",
                "Check the disk and the permissions of the directory.");
    }

    private static boolean notWritable(IOException cause, String reason) {
        return cause instanceof AccessDeniedException
                || cause instanceof FileAlreadyExistsException
                || cause instanceof NotDirectoryException
                || reason.contains("read-only")
                || reason.contains("denied")
                || reason.contains("not a directory")
                || reason.contains("not permitted");
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    static FailureException corrupt(Path file, Throwable cause) {
        return new FailureException(
                Failure.internal(
                        "PLATFORM_STATE_CORRUPT",
                        "Cannot read the state in " + file + ".",
                        "Restore the file, or delete it to forget the service."),
                cause);
    }

    /// Fails early when there is too little space, before anything is written.
    static void requireSpace(Path directory) {
        try {
            if (Files.getFileStore(directory).getUsableSpace() < MIN_FREE_BYTES) {
                throw new FailureException(Failure.exhausted(
                        "DISK_FULL",
                        "Less than " + (MIN_FREE_BYTES >> 20) + " MiB are free at " + directory + ".",
                        "Free some space there."));
            }
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    /// Makes a directory, unless it exists.
    static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw failure(path, e);
        } catch (ReadOnlyFileSystemException e) {
            throw failure(path, new IOException("read-only file system", e));
        }
    }

    /// Removes a tree, if it exists. Links are removed and not followed.
    static void deleteTree(Path root) {
        try {
            Trees.delete(root);
        } catch (IOException e) {
            throw failure(root, e);
        }
    }
}
