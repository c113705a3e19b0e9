package dev.agenticframework.runtimeembedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The files of an audit log, in one directory that only its owner can read. Each is named after the sequence of its
/// first entry, so that their order is the order of their names.
final class AuditSegments {
    /// Old entries are removed a file at a time.
    static final int SEGMENT_BYTES = 4 << 20;

    static final int MAX_SEGMENTS = 128;
    static final Duration KEPT = Duration.ofDays(400);

    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String PREFIX = "audit-";
    private static final String SUFFIX = ".jsonl";

    private final Path directory;

    AuditSegments(Path directory) {
        this.directory = directory;
    }

    Path lock() throws IOException {
        Files.createDirectories(directory, DIRECTORY);
        return directory.resolve("lock");
    }

    /// Oldest first.
    List<Path> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    Path create(long firstSequence) throws IOException {
        Path file = directory.resolve("%s%020d%s".formatted(PREFIX, firstSequence, SUFFIX));
        Files.createFile(file, FILE);
        return file;
    }

    /// The complete lines of a file. What a crash or a writer has left at its end without a line break is no line.
    static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Appends to a file, in place of what follows a position. If that fails, the file has its old size. An
    /// interruption of the thread has no effect.
    ///
    /// @param synced whether the whole file is on the disk afterwards
    static void append(Path file, long position, byte[] content, boolean synced) throws IOException {
        try (var writer = new RandomAccessFile(file.toFile(), "rw")) {
            try {
                writer.setLength(position);
                writer.seek(position);
                writer.write(content);
                if (synced) {
                    writer.getFD().sync();
                }
            } catch (IOException e) {
                writer.setLength(position);
                throw e;
            }
        }
    }

    static void sync(Path file) throws IOException {
        try (var writer = new RandomAccessFile(file.toFile(), "rw")) {
            writer.getFD().sync();
        }
    }

    /// The size of complete lines in their file.
    static long bytes(List<String> lines) {
        return lines.stream()
                .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L)
                .sum();
    }

    /// Removes the files that are too many or too old, except for the newest one.
    void prune(Instant now) throws IOException {
        List<Path> files = all();
        for (int i = 0; i < files.size() - 1; i++) {
            boolean tooMany = i < files.size() - MAX_SEGMENTS;
            if (!tooMany && Files.getLastModifiedTime(files.get(i)).toInstant().isAfter(now.minus(KEPT))) {
                return;
            }
            Files.deleteIfExists(files.get(i));
        }
    }
}
