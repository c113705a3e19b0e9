package dev.agenticframework.localplatform;

import dev.agenticframework.host.Trees;
import dev.agenticframework.localplatform.ServiceManifest.Cache;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/// Stores the paths that the builds of a service share, under the digest of the key files and the toolchain. An entry
/// is complete or absent. No service gets what the build of another one has made.
final class BuildCache {

    /// The number of entries that are kept; the most recently used ones stay.
    static final int MAX_ENTRIES = 20;

    private static final String PARTIAL = ".partial-";

    private final Path directory;
    private final Clock clock;

    BuildCache(Path directory, Clock clock) {
        this.directory = Storage.directory(directory);
        this.clock = clock;
    }

    /// The key under which a checkout shares its paths.
    static String key(String service, Cache cache, Path checkout, String toolchain) throws IOException {
        var digest = new StringBuilder(service)
                .append('\n')
                .append(toolchain)
                .append('\n')
                .append(cache.paths());
        for (var name : cache.key()) {
            var file = checkout.resolve(name);
            digest.append('\n').append(name).append(' ');
            digest.append(Trees.hasFile(checkout, file) ? Text.sha256(Files.readAllBytes(file)) : "absent");
        }
        return Text.sha256(digest.toString());
    }

    /// Copies the entry of a key into a checkout.
    ///
    /// @return whether the entry exists
    boolean restore(String key, Cache cache, Path checkout) throws IOException {
        var entry = directory.resolve(key);
        if (!Files.isDirectory(entry)) {
            return false;
        }
        for (var path : cache.paths()) {
            copy(entry, checkout, path);
        }
        Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
        return true;
    }

    private static void copy(Path from, Path to, String path) throws IOException {
        var source = from.resolve(path).normalize();
        if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
            Trees.copy(from, source, to, to.resolve(path).normalize());
        }
    }

    /// Stores the paths of a checkout under the key, unless an entry exists.
    void save(String key, Cache cache, Path checkout) throws IOException {
        var entry = directory.resolve(key);
        if (Files.isDirectory(entry)) {
            return;
        }
        var partial = Files.createTempDirectory(directory, PARTIAL);
        try {
            for (var path : cache.paths()) {
                copy(checkout, partial, path);
            }
            Files.move(partial, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            // Another build of the same key was faster: its entry is as good.
            Storage.deleteTree(partial);
        } finally {
            Storage.deleteTree(partial);
        }
    }

    /// Removes incomplete copies that a crash left, and the least recently used entries.
    void prune() {
        try (var entries = Files.list(directory)) {
            var all = entries.sorted(Comparator.comparing(BuildCache::lastUsed).reversed())
                    .toList();
            all.stream().filter(BuildCache::partial).forEach(Storage::deleteTree);
            List<Path> whole = all.stream().filter(entry -> !partial(entry)).toList();
            whole.stream().skip(MAX_ENTRIES).forEach(Storage::deleteTree);
        } catch (IOException e) {
            throw Storage.failure(directory, e);
        }
    }

    private static boolean partial(Path entry) {
        return entry.getFileName().toString().startsWith(PARTIAL);
    }

    private static FileTime lastUsed(Path entry) {
        try {
            return Files.getLastModifiedTime(entry);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
