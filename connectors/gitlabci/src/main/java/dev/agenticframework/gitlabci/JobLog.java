package dev.agenticframework.gitlabci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// A job's log: every line to a file and to whoever follows, within bounds.
final class JobLog implements AutoCloseable {

    /// As in GitLab: what comes after is not kept.
    static final long MAX_BYTES = 4L << 20;

    static final int MAX_LINE_BYTES = 16 << 10;
    /// What a failure's reason shows.
    static final int LAST_LINES = 20;

    private final Path file;
    private final OutputStream output;
    private final Consumer<String> follower;
    private final Deque<String> last = new ArrayDeque<>();
    private long bytes;

    JobLog(Path file, Consumer<String> follower) throws IOException {
        this.file = file;
        this.output = new BufferedOutputStream(Files.newOutputStream(file));
        this.follower = follower;
    }

    Path file() {
        return file;
    }

    synchronized void line(String line) {
        if (bytes > MAX_BYTES) {
            return;
        }
        bytes += line.length() + 1L;
        if (bytes > MAX_BYTES) {
            write("The log has exceeded " + MAX_BYTES + " bytes. The job goes on, but no more of its output is kept.");
        } else {
            write(line);
        }
    }

    private void write(String line) {
        try {
            output.write((line + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        follower.accept(line);
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    /// Takes lines until the stream ends; an overlong one is cut into several.
    void drain(InputStream stream) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        var buffer = new byte[8 << 10];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n' || line.size() >= MAX_LINE_BYTES) {
                    flush(line);
                }
                if (buffer[i] != '\n') {
                    line.write(buffer[i]);
                }
            }
        }
        if (line.size() > 0) {
            flush(line);
        }
    }

    private void flush(java.io.ByteArrayOutputStream line) {
        var text = line.toString(UTF_8);
        line.reset();
        line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    @Override
    public synchronized void close() throws IOException {
        output.close();
    }
}
