package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Stores caches that outlive their pipeline. The address of a cache is the digest of its repository and of what it was
/// made from: jobs of other repositories wrote none of it.
final class CacheStore {

    /// The number of caches that are kept; the most recently used ones stay.
    static final int MAX_ENTRIES = 64;

    private static final String PARTIAL = ".partial-";
    private static final String FILES = "files";
    private static final String ORIGIN = "origin";

    private final Path root;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong partials = new AtomicLong();

    CacheStore(Path root) {
        this.root = root;
    }

    /// The folder of all caches.
    Path root() {
        return root;
    }

    boolean contains(String address) {
        return Files.isDirectory(root.resolve(address));
    }

    /// Removes what a crash left unfinished. Nothing may be saved meanwhile.
    void removePartials() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var partial = Files.newDirectoryStream(root, PARTIAL + "*")) {
            for (Path one : partial) {
                Trees.delete(one);
            }
        }
    }

    /// Copies the files of a cache into a checkout.
    ///
    /// @return whether the cache exists
    boolean restore(String address, Path checkout, Instant now) throws IOException {
        lock.readLock().lock();
        try {
            var entry = root.resolve(address);
            if (!Files.isDirectory(entry)) {
                return false;
            }
            var origin = Files.readString(entry.resolve(ORIGIN));
            Trees.copy(entry, entry.resolve(FILES), checkout, checkout);
            Relocation.rewrite(entry.resolve(FILES), checkout, origin, checkout.toString());
            Files.setLastModifiedTime(entry, FileTime.from(now));
            return true;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Stores files of a checkout under an address, in place of the previous ones.
    ///
    /// @return the number of files
    int save(String address, Path checkout, List<String> paths) throws IOException {
        var partial = root.resolve(PARTIAL + ProcessHandle.current().pid() + "-" + partials.incrementAndGet());
        try {
            Files.createDirectories(partial.resolve(FILES));
            Files.write(partial.resolve(ORIGIN), checkout.toString().getBytes(UTF_8));
            int count = new Selection(checkout, List.of()).forEach(paths, file -> {
                try {
                    Trees.copy(
                            checkout,
                            checkout.resolve(file),
                            partial,
                            partial.resolve(FILES).resolve(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            if (count > 0) {
                swap(partial, root.resolve(address));
            }
            return count;
        } finally {
            Trees.delete(partial);
        }
    }

    private void swap(Path partial, Path entry) throws IOException {
        lock.writeLock().lock();
        try {
            Trees.delete(entry);
            Files.move(partial, entry, StandardCopyOption.ATOMIC_MOVE);
            evict();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void evict() throws IOException {
        try (var entries = Files.list(root)) {
            var oldestFirst = entries.filter(e -> !e.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparingLong((Path e) -> e.toFile().lastModified()))
                    .toList();
            for (int i = 0; i < oldestFirst.size() - MAX_ENTRIES; i++) {
                Trees.delete(oldestFirst.get(i));
            }
        }
    }
}
