package dev.agenticframework.localplatform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Records in JSON files that a crash leaves either as they were or as they were to be.
final class DurableJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DurableJson() {}

    /// The record in a file, empty when there is no file.
    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw Storage.corrupt(file, e);
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }

    /// Writes a record so that it is on the disk when this returns. An interruption waits until then: a channel
    /// that is interrupted closes, and the state would be neither written nor known.
    static void write(Path file, Object content) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!wrote(file, content)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @return false: an interruption came in between
    private static boolean wrote(Path file, Object content) {
        try {
            var directory = Files.createDirectories(parent(file));
            var written = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
            try {
                sync(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncDirectory(directory);
            } finally {
                Files.deleteIfExists(written);
            }
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }

    static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                syncDirectory(parent(file));
            }
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        if (parent == null) {
            throw new UncheckedIOException(new IOException(file + " has no directory"));
        }
        return parent;
    }

    private static void sync(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
