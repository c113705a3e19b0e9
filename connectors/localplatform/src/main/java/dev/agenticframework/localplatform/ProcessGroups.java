package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Starts commands as leaders of their own sessions, and ends all that came of them.
final class ProcessGroups {

    /// The environment variable by which the platform knows what it started, whatever became of it.
    static final String MARK = "AGENTIC_UNIT";

    private static final int MAX_SWEEPS = 400;
    private static final Duration SWEEP = Duration.ofMillis(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ProcessTable table;
    private final String platform;
    private final List<String> newSession;

    /// @param platform distinguishes this platform's processes from those of another
    ProcessGroups(ProcessTable table, String platform) {
        this.table = table;
        this.platform = platform;
        this.newSession = newSession();
    }

    // setsid(1) is part of every Linux; perl, of every macOS.
    private static List<String> newSession() {
        for (var setsid : List.of("/usr/bin/setsid", "/bin/setsid", "/opt/homebrew/opt/util-linux/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                return List.of(setsid);
            }
        }
        return List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or exit 127");
    }

    ProcessTable table() {
        return table;
    }

    String mark(String unit) {
        return platform + "/" + unit + "/";
    }

    /// Starts a command. Its standard output and error go where `output` says.
    ///
    /// @param unit what it belongs to, such as `staging/user-service/1`
    /// @throws FailureException `PROCESS_NOT_STARTED`
    Started start(List<String> command, Path directory, Map<String, String> environment, String unit, Redirect output) {
        var words = new ArrayList<>(newSession);
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark(unit));
        builder.redirectInput(new File("/dev/null"));
        if (output instanceof Redirect.ToFile file) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.file().toFile()));
        }
        try {
            var process = builder.start();
            var birth = table.find(process.pid()).map(ProcessTable.Entry::birth).orElse("gone");
            return new Started(process, process.pid(), birth);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.transientExternal(
                            "PROCESS_NOT_STARTED",
                            "'" + command.getFirst() + "' could not be started in " + directory,
                            "look whether it is installed and the machine has processes and memory left"),
                    e);
        }
    }

    /// Where the output of a process goes.
    sealed interface Redirect {
        /// Appended to a file, which outlives the platform.
        record ToFile(Path file) implements Redirect {}

        /// Read by the platform.
        record ToPlatform() implements Redirect {}
    }

    /// A process as it was started.
    record Started(Process process, long pid, String birth) {}

    /// Ends a unit: SIGTERM to the group, SIGKILL to what is left after the grace, and to those of its processes
    /// that left the group. The leader must be known to be the unit's own, or gone.
    void end(long leader, String birth, String unit, Duration grace) throws InterruptedException {
        end(leader, birth, unit, grace, ProcessSignals.TERM);
    }

    void end(long leader, String birth, String unit, Duration grace, int signal) throws InterruptedException {
        try {
            if (ownGroup(leader, birth)) {
                ProcessSignals.sendToGroup(leader, signal);
                awaitEmpty(leader, grace);
            }
        } finally {
            kill(leader, birth, unit);
        }
    }

    /// Ends a unit at once.
    void kill(long leader, String birth, String unit) {
        if (ownGroup(leader, birth)) {
            ProcessSignals.sendToGroup(leader, ProcessSignals.KILL);
        }
        killMarked(unit);
    }

    void killMarked(String unit) {
        // A process may fork while the table is read, and on a busy machine one that is killed takes its time to die:
        // looked at again until none is found.
        for (int i = 0; i < MAX_SWEEPS; i++) {
            var found = marked(unit);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(entry -> ProcessSignals.send(entry.pid(), ProcessSignals.KILL));
            LockSupport.parkNanos(SWEEP.toNanos());
        }
    }

    /// All that lives of this platform.
    List<ProcessTable.Entry> all() {
        return table.marked(MARK, platform + "/");
    }

    /// What lives of a unit, wherever it went.
    List<ProcessTable.Entry> marked(String unit) {
        return table.marked(MARK, mark(unit));
    }

    // A group whose leader has gone keeps its number to itself as long as it has members, so a group of that number
    // is ours unless another process was born as its leader.
    private boolean ownGroup(long leader, String birth) {
        if (leader <= 1) {
            return false;
        }
        Optional<ProcessTable.Entry> now = table.find(leader);
        return now.map(entry -> entry.birth().equals(birth))
                .orElseGet(() -> !table.group(leader).isEmpty());
    }

    private void awaitEmpty(long group, Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < end && !table.group(group).isEmpty()) {
            Thread.sleep(LOOK);
        }
    }
}
