package dev.agenticframework.app.backup;

import dev.agenticframework.agentapi.connect.LiveState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Writes the files of a directory into a compressed tar archive (POSIX.1-2001), followed by their checksums.
final class ArchiveWriter implements LiveState.Copy, AutoCloseable {
    private static final int FASTEST = 1;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long BYTES_BETWEEN_REPORTS = 256L << 20;
    private static final int PERMISSIONS = 0777;
    private static final int PRIVATE = 0600;
    private static final String ATTRIBUTES = "unix:mode,uid,gid,lastModifiedTime,size";

    private final Path root;
    private final TarArchiveOutputStream tar;
    private final Consumer<String> progress;
    private final Checksums checksums = new Checksums();
    private long files;
    private long bytes;
    private long reported;

    /// @param root the directory below which all files are, or seem to be
    /// @param progress receives a line now and then
    ArchiveWriter(Path root, OutputStream out, Consumer<String> progress) throws IOException {
        this.root = root;
        this.progress = progress;
        var parameters = new GzipParameters();
        parameters.setCompressionLevel(FASTEST);
        this.tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(out, parameters), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public void directory(Path directory) throws IOException {
        var entry = new TarArchiveEntry(name(directory) + "/", TarConstants.LF_DIR);
        describe(entry, directory);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /// Sets the owner, the permissions and the time of an entry.
    ///
    /// @return the size of the file
    private static long describe(TarArchiveEntry entry, Path file) throws IOException {
        var attributes = Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        entry.setMode(number(attributes, "mode").intValue() & PERMISSIONS);
        entry.setUserId(number(attributes, "uid").intValue());
        entry.setGroupId(number(attributes, "gid").intValue());
        if (attributes.get("lastModifiedTime") instanceof FileTime time) {
            entry.setLastModifiedTime(time);
        }
        return number(attributes, "size").longValue();
    }

    private static Number number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number : 0;
    }

    @Override
    public void file(Path file) throws IOException {
        add(file, file);
    }

    /// Adds a file under the path of another one.
    void add(Path file, Path place) throws IOException {
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var entry = new TarArchiveEntry(name(place), TarConstants.LF_NORMAL);
            write(entry, content, describe(entry, file));
        } catch (NoSuchFileException e) {
            // It was removed while the platform worked.
        }
    }

    @Override
    public void file(Path file, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name(file), TarConstants.LF_NORMAL);
        // It belongs to whom its directory belongs.
        long _ = describe(entry, Objects.requireNonNull(file.getParent(), "a root is no file"));
        entry.setMode(PRIVATE);
        write(entry, new ByteArrayInputStream(content), content.length);
    }

    /// Adds a symbolic link.
    void link(Path link) throws IOException {
        var target = Files.readSymbolicLink(link).toString();
        var entry = new TarArchiveEntry(name(link), TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        var digest = Checksums.digest();
        digest.update(target.getBytes(StandardCharsets.UTF_8));
        checksums.add(digest, 0, entry.getName());
        files++;
    }

    // A file can change meanwhile: what was added to it is left out, and what was cut off becomes zeros.
    private void write(TarArchiveEntry entry, InputStream content, long size) throws IOException {
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        var digest = Checksums.digest();
        var buffer = new byte[BUFFER_BYTES];
        for (long left = size; left > 0; ) {
            int wanted = (int) Math.min(left, buffer.length);
            int read = content.readNBytes(buffer, 0, wanted);
            Arrays.fill(buffer, read, wanted, (byte) 0);
            tar.write(buffer, 0, wanted);
            digest.update(buffer, 0, wanted);
            left -= wanted;
            report(wanted);
        }
        tar.closeArchiveEntry();
        checksums.add(digest, size, entry.getName());
        files++;
    }

    private void report(int more) {
        bytes += more;
        if (bytes - reported >= BYTES_BETWEEN_REPORTS) {
            reported = bytes;
            progress.accept("Copied " + files + " files, " + (bytes >> 20) + " MiB");
        }
    }

    /// Adds the checksums, and ends the archive.
    void finish() throws IOException {
        var lines = checksums.bytes();
        var entry = new TarArchiveEntry(Manifest.CHECKSUMS, TarConstants.LF_NORMAL);
        entry.setMode(PRIVATE);
        entry.setSize(lines.length);
        tar.putArchiveEntry(entry);
        tar.write(lines);
        tar.closeArchiveEntry();
        tar.finish();
        tar.flush();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
