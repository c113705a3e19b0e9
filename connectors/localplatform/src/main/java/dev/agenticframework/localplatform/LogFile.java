package dev.agenticframework.localplatform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file with the output of a process, and the one before it. They are bounded while the process writes, also while
/// the platform does not run.
record LogFile(Path path) {

    /// The largest size of each of the two files.
    static final long MAX_BYTES = 10L << 20;

    static final int MAX_TAIL_BYTES = 512 * 1024;
    static final int MAX_LINE_LENGTH = 4096;

    private Path older() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    void delete() {
        DurableJson.delete(path);
        DurableJson.delete(older());
    }

    /// The last lines, oldest first.
    List<String> tail(int lines) {
        String all;
        try {
            // The end of a file can be in the middle of a line.
            all = end(older()) + end(path);
        } catch (IOException e) {
            throw Storage.failure(path, e);
        }
        var written = all.lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) : line)
                .toList();
        return written.subList(Math.max(0, written.size() - lines), written.size());
    }

    private static String end(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (var reader = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, reader.length() - MAX_TAIL_BYTES);
            var bytes = ByteBuffer.allocate((int) (reader.length() - start));
            reader.getChannel().read(bytes, start);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
