package dev.agenticframework.app.backup;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Trees;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Unpacks an archive that nobody has checked into a new directory.
///
/// A path must stay inside the directory, every file must be new, and links are created when all files are there, so
/// nothing is written through a link. The archive may not unpack to more than the disk has room for. The checksums at
/// its end must be those of all files.
final class ArchiveReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_ENTRIES = 5_000_000;
    private static final int MAX_PATH_CHARS = 4_000;
    private static final long BYTES_BETWEEN_REPORTS = 256L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final Path root;
    private final TarArchiveInputStream tar;
    private final Consumer<String> progress;
    private final Checksums checksums = new Checksums();
    private final List<Link> links = new ArrayList<>();
    private final List<Place> directories = new ArrayList<>();
    private long left;
    private long entries;
    private long files;
    private long bytes;
    private long reported;

    private record Link(Path path, Path target) {}

    private record Place(Path path, int mode, long user, long group) {}

    /// What was unpacked.
    record Unpacked(Manifest manifest, long files, long bytes) {}

    /// @param root an empty directory
    ArchiveReader(InputStream archive, Path root, Consumer<String> progress) throws IOException {
        this.root = root;
        this.progress = progress;
        this.left = Files.getFileStore(root).getUsableSpace();
        this.tar = new TarArchiveInputStream(
                new BufferedInputStream(new GzipCompressorInputStream(new BufferedInputStream(archive))),
                StandardCharsets.UTF_8.name());
    }

    /// Unpacks and checks everything.
    ///
    /// @throws FailureException `BACKUP_INVALID`, `BACKUP_NEWER`, `DISK_FULL`
    Unpacked unpack() throws IOException {
        var manifest = manifest();
        boolean complete = false;
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (complete || ++entries > MAX_ENTRIES) {
                throw invalid("it has more entries than it may have");
            }
            if (entry.getName().equals(Manifest.CHECKSUMS)) {
                if (!checksums.equal(tar, entry.getSize())) {
                    throw invalid("its checksums do not match its files");
                }
                complete = true;
            } else {
                add(entry);
            }
        }
        if (!complete) {
            throw invalid("its end is missing");
        }
        finish();
        return new Unpacked(manifest, files, bytes);
    }

    private Manifest manifest() throws IOException {
        var first = tar.getNextEntry();
        if (first == null || !first.getName().equals(Manifest.NAME) || first.getSize() > Manifest.MAX_BYTES) {
            throw invalid("it does not begin with " + Manifest.NAME);
        }
        var content = tar.readNBytes((int) first.getSize());
        var digest = Checksums.digest();
        digest.update(content);
        checksums.add(digest, content.length, first.getName());
        files++;
        try {
            var tree = JSON.readTree(content);
            int format = tree.path("format").asInt(0);
            if (format > Manifest.FORMAT) {
                throw new FailureException(Failure.conflict(
                        "BACKUP_NEWER",
                        "A newer version of the platform made the backup: "
                                + tree.path("product").asString("?") + ".",
                        "Restore it with that version."));
            }
            if (format < 1) {
                throw invalid("its manifest has no format");
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            throw invalid("its manifest cannot be read");
        }
    }

    private void add(TarArchiveEntry entry) throws IOException {
        var path = inside(entry.getName());
        if (entry.isDirectory()) {
            Trees.createPrivate(path);
            directories.add(new Place(path, entry.getMode(), entry.getLongUserId(), entry.getLongGroupId()));
        } else if (entry.isSymbolicLink()) {
            link(entry, path);
        } else if (entry.isFile() && !entry.isLink() && !entry.isSparse()) {
            file(entry, path);
        } else {
            throw invalid("it has an entry that is no file, directory or link of a build");
        }
    }

    private Path inside(String name) {
        var plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean odd = plain.isEmpty() || plain.length() > MAX_PATH_CHARS || plain.indexOf('\0') >= 0;
        var path = odd ? root : root.resolve(plain);
        if (odd
                || Path.of(plain).isAbsolute()
                || !path.normalize().equals(path)
                || !path.startsWith(root)
                || path.equals(root)) {
            throw invalid("it has a path that leaves its directory");
        }
        return path;
    }

    private void link(TarArchiveEntry entry, Path path) {
        if (!root.relativize(path).startsWith(HomeFiles.LINKS)) {
            throw invalid("it has a link outside of builds");
        }
        var digest = Checksums.digest();
        digest.update(entry.getLinkName().getBytes(StandardCharsets.UTF_8));
        checksums.add(digest, 0, entry.getName());
        links.add(new Link(path, Path.of(entry.getLinkName())));
        files++;
    }

    private void file(TarArchiveEntry entry, Path path) throws IOException {
        left -= entry.getSize();
        if (left < 0) {
            throw new FailureException(Failure.exhausted(
                    "DISK_FULL", "The disk of '" + root + "' has no room for the backup.", "Free some space."));
        }
        var digest = Checksums.digest();
        try (var out = Files.newOutputStream(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = tar.read(buffer); read > 0; read = tar.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                report(read);
            }
        }
        checksums.add(digest, entry.getSize(), entry.getName());
        files++;
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        attribute(new Place(path, entry.getMode(), entry.getLongUserId(), entry.getLongGroupId()));
    }

    private void report(int more) {
        bytes += more;
        if (bytes - reported >= BYTES_BETWEEN_REPORTS) {
            reported = bytes;
            progress.accept("Unpacked " + files + " files, " + (bytes >> 20) + " MiB");
        }
    }

    // A directory can be closed to its owner, so directories are closed when all is in them.
    private void finish() throws IOException {
        for (var link : links) {
            Files.createSymbolicLink(link.path(), link.target());
        }
        for (var directory : directories.reversed()) {
            attribute(directory);
        }
    }

    private static void attribute(Place place) throws IOException {
        if (ROOT) {
            Files.setAttribute(place.path(), "unix:uid", (int) place.user(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(place.path(), "unix:gid", (int) place.group(), LinkOption.NOFOLLOW_LINKS);
        }
        Files.setPosixFilePermissions(place.path(), permissions(place.mode()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        return EnumSet.copyOf(withOwner(PosixFilePermissions.fromString(text.toString())));
    }

    private static Set<PosixFilePermission> withOwner(Set<PosixFilePermission> some) {
        var all = EnumSet.of(PosixFilePermission.OWNER_READ);
        all.addAll(some);
        return all;
    }

    static FailureException invalid(String why) {
        return new FailureException(Failure.invalid(
                "BACKUP_INVALID", "The file is not a complete backup: " + why + ".", "Use another backup."));
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
