package dev.agenticframework.localplatform;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps records in JSON files. A crash leaves the old record or the new one.
final class DurableJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DurableJson() {}

    /// Reads the record in a file; empty when there is no file.
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

    /// Writes a record. It is on the disk when this returns.
    static void write(Path file, Object content) {
        try {
            DurableFiles.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }

    /// Deletes a file, if it exists.
    static void delete(Path file) {
        try {
            DurableFiles.delete(file);
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }
}
