package dev.agenticframework.rego.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// Reads a gzipped tar archive (POSIX ustar, with pax paths) into memory, within bounds, without writing to disk.
final class TarArchive {
    static final int MAX_ENTRIES = 20_000;
    static final int MAX_ENTRY_BYTES = 256 * 1024 * 1024;
    static final long MAX_TOTAL_BYTES = 1024L * 1024 * 1024;

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;

    private final InputStream in;
    private final Map<String, byte[]> files = new TreeMap<>();
    private long total;
    private String paxPath = "";

    private TarArchive(InputStream in) {
        this.in = in;
    }

    /// Returns the regular files of an archive, by their normalized paths.
    static Map<String, byte[]> read(byte[] gzipped) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            TarArchive archive = new TarArchive(in);
            archive.readAll();
            return archive.files;
        } catch (IOException broken) {
            throw new LoadFailure("cannot read the archive: " + broken.getMessage());
        }
    }

    private void readAll() throws IOException {
        for (int entries = 0; entries <= MAX_ENTRIES; entries++) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return;
            }
            entry(header);
        }
        throw new LoadFailure("the archive has more than " + MAX_ENTRIES + " entries");
    }

    private void entry(byte[] header) throws IOException {
        long size = size(header);
        total += size;
        if (size > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) {
            throw new LoadFailure("the archive is too large");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw new LoadFailure("the archive ends in the middle of a file");
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        char type = (char) header[TYPE_AT];
        if (type == 'x') {
            paxPath = paxPath(new String(content, StandardCharsets.UTF_8));
        } else {
            if (type == '0' || type == 0) {
                files.put(normalised(paxPath.isEmpty() ? name(header) : paxPath), content);
            }
            paxPath = "";
        }
    }

    private static long size(byte[] header) {
        String octal = text(header, SIZE_AT, SIZE_LENGTH).strip();
        if (!octal.matches("[0-7]{1,11}")) {
            throw new LoadFailure("an entry of the archive has a malformed size");
        }
        return Long.parseLong(octal, 8);
    }

    private static String name(byte[] header) {
        String prefix = text(header, PREFIX_AT, PREFIX_LENGTH);
        String name = text(header, 0, NAME_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int start, int length) {
        int end = start;
        while (end < start + length && header[end] != 0) {
            end++;
        }
        return new String(header, start, end - start, StandardCharsets.UTF_8);
    }

    // A pax header consists of lines "LENGTH KEY=VALUE".
    private static String paxPath(String records) {
        int at = records.indexOf(" path=");
        if (at < 0) {
            return "";
        }
        int end = records.indexOf('\n', at);
        return records.substring(at + " path=".length(), end < 0 ? records.length() : end);
    }

    /// Returns the path without leading `./` and `/`. A path that leads outside is an error.
    static String normalised(String path) {
        StringBuilder normal = new StringBuilder();
        for (String part : path.replace('\\', '/').split("/", -1)) {
            if (part.equals("..")) {
                throw new LoadFailure("path leads outside of the bundle: " + path);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                normal.append(normal.isEmpty() ? "" : "/").append(part);
            }
        }
        return normal.toString();
    }
}
