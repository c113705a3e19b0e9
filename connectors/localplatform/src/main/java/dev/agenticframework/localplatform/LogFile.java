package dev.agenticframework.localplatform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The file to which a process appends its output, also while the platform does not run. Because the process cannot
/// open another file, a file that is too long is copied and then truncated.
record LogFile(Path path) {

    static final long MAX_BYTES = 10L << 20;
    static final int MAX_TAIL_BYTES = 512 * 1024;
    static final int MAX_LINE_LENGTH = 4096;

    /// Moves the content to the older file when it is too long.
    void bound() {
        try {
            if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
                Files.copy(path, older(), StandardCopyOption.REPLACE_EXISTING);
                try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(0);
                }
            }
        } catch (IOException e) {
            throw Storage.failure(path, e);
        }
    }

    private Path older() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    void delete() {
        DurableJson.delete(path);
        DurableJson.delete(older());
    }

    /// The last lines, oldest first.
    List<String> tail(int lines) {
        var all = new ArrayList<String>();
        try {
            all.addAll(Arrays.asList(end(older()).split("\n", -1)));
            all.addAll(Arrays.asList(end(path).split("\n", -1)));
        } catch (IOException e) {
            throw Storage.failure(path, e);
        }
        var written = all.stream()
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
