package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Runs a command to its end with everything that it starts, within bounds of time and output.
final class Script {

    static final int MAX_LINE_BYTES = 4096;
    static final int MAX_LINES = 100_000;
    /// The number of lines that a failure shows.
    static final int TAIL_LINES = 15;

    private final ProcessGroups groups;

    Script(ProcessGroups groups) {
        this.groups = groups;
    }

    /// How a command ended.
    sealed interface End {
        /// It ended by itself.
        ///
        /// @param tail the last lines that it wrote
        record Exited(int code, List<String> tail) implements End {}

        /// It took too long and was killed.
        record TimedOut(Duration limit, List<String> tail) implements End {}
    }

    /// Runs a command. When the time is up or the caller is interrupted, the command and its children end first.
    End run(
            List<String> command,
            Path directory,
            Map<String, String> environment,
            String unit,
            Duration limit,
            Consumer<String> log)
            throws InterruptedException {
        return run(new Command(command, directory, environment, unit), limit, log);
    }

    /// Runs a command as [#run(List, Path, Map, String, Duration, Consumer)] does.
    End run(Command whole, Duration limit, Consumer<String> log) throws InterruptedException {
        var tail = new Tail(log);
        try {
            var code = groups.run(whole, limit, output -> read(output, tail));
            return code.isPresent() ? new End.Exited(code.get(), tail.lines()) : new End.TimedOut(limit, tail.lines());
        } catch (IOException e) {
            throw notStarted(whole, e);
        }
    }

    /// Starts a command that outlives the platform and appends its output to a file, which stays bounded.
    ///
    /// @throws FailureException `PROCESS_NOT_STARTED`
    static ProcessGroups.Started background(ProcessGroups groups, Command command, Path output) {
        try {
            return groups.start(command, output, LogFile.MAX_BYTES);
        } catch (IOException e) {
            throw notStarted(command, e);
        }
    }

    private static FailureException notStarted(Command command, IOException cause) {
        return new FailureException(
                Failure.transientExternal(
                        "PROCESS_NOT_STARTED",
                        "Cannot start '" + command.words().getFirst() + "' in " + command.directory() + ".",
                        "Check that the program is installed, and that the machine has processes and memory left."),
                cause);
    }

    private static void read(InputStream output, Tail tail) {
        var line = new byte[MAX_LINE_BYTES];
        int length = 0;
        try (var buffered = new java.io.BufferedInputStream(output)) {
            for (int next = buffered.read(); next >= 0; next = buffered.read()) {
                if (next == '\n') {
                    tail.add(new String(line, 0, length, StandardCharsets.UTF_8));
                    length = 0;
                } else if (length < MAX_LINE_BYTES) {
                    line[length++] = (byte) next;
                }
            }
        } catch (IOException e) {
            tail.add("(The output is incomplete: " + e.getMessage() + ")");
        }
        if (length > 0) {
            tail.add(new String(line, 0, length, StandardCharsets.UTF_8));
        }
    }

    /// Keeps the last lines, and sends all lines up to the bound to a log.
    private static final class Tail {
        private final Consumer<String> log;
        private final ArrayDeque<String> last = new ArrayDeque<>();
        private int count;

        Tail(Consumer<String> log) {
            this.log = log;
        }

        synchronized void add(String line) {
            var clean = line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|[\\x00-\\x08\\x0b-\\x1f\\x7f]", "");
            last.addLast(clean);
            if (last.size() > TAIL_LINES) {
                last.removeFirst();
            }
            if (++count < MAX_LINES) {
                log.accept(clean);
            } else if (count == MAX_LINES) {
                log.accept("(The output has more than " + MAX_LINES + " lines. The rest is not kept.)");
            }
        }

        synchronized List<String> lines() {
            return List.copyOf(last);
        }
    }
}
