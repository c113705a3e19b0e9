package dev.agenticframework.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A file that one holder at a time has locked: one thread of one process.
///
/// The operating system releases the lock when its process ends, however it ends. The file stays. A lock is not
/// reentrant, and any thread can close it. The file must be on a local file system: not all network file systems
/// lock reliably.
public final class LockFile implements AutoCloseable {

    // A file lock belongs to the whole process, so its threads need a lock of their own. It also keeps a second attempt
    // from opening the file: on POSIX systems, closing any descriptor of a file releases the locks of the process.
    private static final Map<Path, Semaphore> HOLDERS = new ConcurrentHashMap<>();

    private final Semaphore holder;
    private final FileChannel channel;

    private LockFile(Semaphore holder, FileChannel channel) {
        this.holder = holder;
        this.channel = channel;
    }

    /// Locks a file at once, or not at all. The file is made when it is missing; its directory must exist.
    ///
    /// @return empty when this process or another one holds the lock
    public static Optional<LockFile> tryTake(Path file) throws IOException {
        var holder = holder(file);
        return holder.tryAcquire() ? locked(file, holder, FileChannel::tryLock) : Optional.empty();
    }

    /// Locks a file, and waits as long as someone else holds the lock. The file is made when it is missing; its
    /// directory must exist.
    ///
    /// @throws InterruptedException when the thread is interrupted while it waits
    public static LockFile take(Path file) throws IOException, InterruptedException {
        var holder = holder(file);
        holder.acquire();
        try {
            return locked(file, holder, FileChannel::lock).orElseThrow();
        } catch (FileLockInterruptionException e) {
            // Leaves the thread marked as interrupted, which InterruptedException must not.
            boolean _ = Thread.interrupted();
            throw new InterruptedException("interrupted while waiting for the lock of " + file);
        }
    }

    private static Semaphore holder(Path file) throws IOException {
        var directory = file.toAbsolutePath().resolveSibling("").toRealPath();
        return HOLDERS.computeIfAbsent(directory.resolve(file.getFileName()), path -> new Semaphore(1, true));
    }

    /// Returns the permit of the holder unless the file is locked.
    private static Optional<LockFile> locked(Path file, Semaphore holder, Locking locking) throws IOException {
        boolean locked = false;
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                locked = locking.lock(channel) != null;
                return locked ? Optional.of(new LockFile(holder, channel)) : Optional.empty();
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        } finally {
            if (!locked) {
                holder.release();
            }
        }
    }

    private interface Locking {
        /// @return null when another process holds the lock
        @Nullable
        FileLock lock(FileChannel channel) throws IOException;
    }

    /// Releases the lock. Closing it again has no effect.
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                holder.release();
            }
        }
    }
}
