package dev.agenticframework.runtimeembedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// What directories need beyond what the platform offers by name.
final class Directories {
    private Directories() {}

    /// Makes the names in a directory durable: a file that was created or moved is found again after the
    /// power failed.
    static void sync(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
