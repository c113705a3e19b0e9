package dev.agenticframework.agentapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// An immutable tree of files in memory: what a template renders and a commit holds. Paths are relative, use `/`, and
/// never lead out of the tree.
public final class FileTree {

    /// The most files a tree may hold.
    public static final int MAX_FILES = 10_000;
    /// The most bytes that all files may have together.
    public static final long MAX_BYTES = 64L << 20;

    private static final long EPOCH_OF_ZIP_MILLIS = 315_532_800_000L;
    private static final byte[] EXECUTABLE_MARK = {0x47, 0x41, 1, 0, 1};

    private final SortedMap<String, Entry> entries;

    /// One file. Its bytes are not copied; do not change them.
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(byte[] content, boolean executable) {

        /// The bytes as UTF-8.
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private FileTree(SortedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
        entries.keySet().forEach(this::requireFolders);
    }

    private void requireFolders(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (entries.containsKey(path.substring(0, slash))) {
                throw new FailureException(Failure.invalid(
                        "TREE_PATH_INVALID",
                        "'" + path + "' is inside '" + path.substring(0, slash) + "', which is a file.",
                        "Rename one of them."));
            }
        }
    }

    /// Creates a tree of files.
    ///
    /// @throws FailureException `TREE_PATH_INVALID`, `TREE_TOO_LARGE`
    public static FileTree of(Map<String, Entry> files) {
        var sorted = new TreeMap<String, Entry>();
        long bytes = 0;
        for (var file : files.entrySet()) {
            sorted.put(checked(file.getKey()), file.getValue());
            bytes += file.getValue().content().length;
        }
        if (files.size() > MAX_FILES || bytes > MAX_BYTES) {
            throw new FailureException(Failure.tooLarge(
                    "TREE_TOO_LARGE",
                    "The tree has " + files.size() + " files and " + bytes + " bytes.",
                    "Use at most " + MAX_FILES + " files and " + MAX_BYTES + " bytes."));
        }
        return new FileTree(sorted);
    }

    private static String checked(String path) {
        boolean bad = path.isEmpty()
                || path.startsWith("/")
                || path.indexOf('\\') >= 0
                || path.chars().anyMatch(c -> c < 0x20 || c == 0x7f)
                || Arrays.stream(path.split("/", -1)).anyMatch(FileTree::leavesTree);
        if (bad) {
            throw new FailureException(Failure.invalid(
                    "TREE_PATH_INVALID",
                    "'" + path + "' is not a path inside a project.",
                    "Use a relative path without '..'."));
        }
        return path;
    }

    private static boolean leavesTree(String segment) {
        return segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.equalsIgnoreCase(".git");
    }

    /// The files, sorted by path.
    public SortedMap<String, Entry> entries() {
        return entries;
    }

    /// The size of all files together, in bytes.
    public long size() {
        return entries.values().stream()
                .mapToLong(entry -> entry.content().length)
                .sum();
    }

    /// Combines this tree with another one that shares no path with it.
    ///
    /// @throws FailureException `TREE_PATH_TWICE`
    public FileTree with(FileTree other) {
        var all = new TreeMap<>(entries);
        for (var file : other.entries.entrySet()) {
            if (all.put(file.getKey(), file.getValue()) != null) {
                throw new FailureException(Failure.conflict(
                        "TREE_PATH_TWICE",
                        "'" + file.getKey() + "' is generated twice.",
                        "Change the template so that one step generates it."));
            }
        }
        return of(all);
    }

    /// Writes a ZIP archive. The same tree always gives the same bytes.
    public byte[] toZip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : entries.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(EPOCH_OF_ZIP_MILLIS);
                if (file.getValue().executable()) {
                    entry.setExtra(EXECUTABLE_MARK);
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue().content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Reads an archive that [#toZip()] wrote. The bytes are not trusted.
    ///
    /// @throws FailureException `TREE_PATH_INVALID`, `TREE_TOO_LARGE`, `TREE_CORRUPT`
    public static FileTree fromZip(byte[] archive) {
        var files = new TreeMap<String, Entry>();
        long left = MAX_BYTES;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                left -= content.length;
                if (left < 0 || files.size() >= MAX_FILES) {
                    throw new FailureException(Failure.tooLarge(
                            "TREE_TOO_LARGE", "The archive is too large.", "Use at most " + MAX_BYTES + " bytes."));
                }
                files.put(entry.getName(), new Entry(content, Arrays.equals(entry.getExtra(), EXECUTABLE_MARK)));
            }
        } catch (IOException e) {
            throw new FailureException(
                    Failure.internal("TREE_CORRUPT", "Cannot read the archive of a file tree.", "Generate it again."),
                    e);
        }
        return of(files);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileTree that && Arrays.equals(toZip(), that.toZip());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toZip());
    }

    @Override
    public String toString() {
        return "FileTree" + entries.keySet();
    }
}
