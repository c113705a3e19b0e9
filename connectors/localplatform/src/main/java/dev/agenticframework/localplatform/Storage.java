package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
            if (Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(root, new Deletion());
            }
        } catch (IOException e) {
            throw failure(root, e);
        }
    }

    /// Copies a tree with its links and permissions.
    static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new Copy(from, to));
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof java.nio.file.NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            // A build may leave directories without write permission, such as Go's module cache does.
            var writable = directory.toFile().canWrite() || directory.toFile().setWritable(true);
            return writable ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(
                    file,
                    to.resolve(from.relativize(file)),
                    StandardCopyOption.COPY_ATTRIBUTES,
                    java.nio.file.LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }
    }
}
