package dev.agenticframework.localpipelines;

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
import java.util.regex.Pattern;

/// The log of a job. Every line goes to a file and to the follower, within bounds.
final class JobLog implements AutoCloseable {

    /// The size of a log, as in GitLab. What comes after is not kept.
    static final long MAX_BYTES = 4L << 20;

    static final int MAX_LINE_BYTES = 16 << 10;
    /// The number of lines that the reason of a failure shows.
    static final int LAST_LINES = 20;

    private static final Pattern PASSWORD = Pattern.compile("(://[^/\\s:@]{0,100}:)[^/\\s@]{1,500}@");
    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|[\\p{Cntrl}&&[^\\t]]");

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

    synchronized void line(String said) {
        if (bytes > MAX_BYTES) {
            return;
        }
        String line = masked(said);
        bytes += line.length() + 1L;
        if (bytes > MAX_BYTES) {
            write("The log has exceeded " + MAX_BYTES
                    + " bytes. The job continues, but its further output is not kept.");
        } else {
            write(line);
        }
    }

    /// Masks passwords in addresses. Tools print the addresses of mirrors and proxies.
    private static String masked(String line) {
        return line.contains("://") ? PASSWORD.matcher(line).replaceAll("$1[MASKED]@") : line;
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

    /// The last lines without colors and other control characters, because people and programs read a reason.
    synchronized List<String> lastLines() {
        return last.stream().map(line -> ESCAPE.matcher(line).replaceAll("")).toList();
    }

    /// Reads lines until the stream ends. A line that is too long becomes several lines.
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
