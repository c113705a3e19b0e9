package dev.agenticframework.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The space that a file or a folder takes.
///
/// @param bytes the sizes of all files together; links are not followed
/// @param files how many files there are
public record Usage(long bytes, long files) {

    /// Measures a file or a folder. What does not exist, cannot be read or disappears meanwhile does not count.
    public static Usage of(Path path) {
        var counter = new Counter();
        try {
            if (Files.exists(path)) {
                Files.walkFileTree(path, counter);
            }
        } catch (IOException e) {
            // The counter continues after each failure of a file, so only the start itself can have disappeared.
            return new Usage(counter.bytes, counter.files);
        }
        return new Usage(counter.bytes, counter.files);
    }

    /// The number of files and folders in a folder, without hidden ones.
    public static long entries(Path folder) {
        long count = 0;
        try (var entries = Files.newDirectoryStream(
                folder, entry -> !entry.getFileName().toString().startsWith("."))) {
            for (Path _ : entries) {
                count++;
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }

    private static final class Counter extends SimpleFileVisitor<Path> {
        private long bytes;
        private long files;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            files++;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
