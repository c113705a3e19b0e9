package dev.agenticframework.runtimeembedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds a directory for one process. The operating system lets go of it when the process ends, however it ends.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes it, or fails at once.
    static DirectoryLock take(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held within this process: the same as held by another.
        }
        channel.close();
        throw new IOException(directory + " is in use by another process");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
