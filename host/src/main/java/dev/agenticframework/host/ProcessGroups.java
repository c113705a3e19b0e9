package dev.agenticframework.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Starts commands as leaders of their own sessions, and ends everything that they started.
///
/// One signal reaches the whole group of a leader. A process that leaves the group is found by a mark in its
/// environment, where the system shows it (Linux), and otherwise as a descendant of the leader while the leader lives.
/// The mark also finds what a killed owner left running.
public final class ProcessGroups {

    /// The environment variable that marks the processes of all owners; its value is `OWNER/UNIT/`.
    public static final String MARK = "AGENTIC_UNIT";

    /// How long a command that has exceeded its time has to end by itself.
    static final Duration GRACE = Duration.ofSeconds(2);

    /// How long the last output of an ended command is read. A process that escaped may hold the output open.
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /// The unit above the processes that keep logs. They end by themselves, after those whose output they read.
    public static final String LOGS = "log";

    private static final AtomicLong RUNS = new AtomicLong();
    private static final int MAX_SWEEPS = 400;
    private static final Duration SWEEP = Duration.ofMillis(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final ProcessTable table;
    private final String owner;

    /// @param owner distinguishes these processes from those of another user of this class, and stays the same
    ///     after a restart
    public ProcessGroups(String owner) {
        this.table = ProcessTable.ofThisMachine();
        this.owner = owner;
    }

    /// The words of a command that leads a session of its own: signals to this process's group do not reach it, and
    /// it outlives the terminal.
    public static List<String> inNewSession(List<String> command) {
        var words = new ArrayList<>(newSession());
        words.addAll(command);
        return words;
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

    /// The processes of this machine.
    public ProcessTable table() {
        return table;
    }

    /// The value of [#MARK] for a unit's processes.
    public String mark(String unit) {
        return owner + "/" + unit + "/";
    }

    /// A process that was started.
    ///
    /// @param birth as in [ProcessTable.Entry]
    /// @param reader the process that reads its output; itself when this process does
    public record Started(Process process, long pid, String birth, Process reader) {

        /// Waits a moment until the output of a process that has ended is in its file.
        public void awaitOutput() throws InterruptedException {
            boolean _ = reader.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Starts a command. It outlives this process. Its output and errors are appended to a file, which stays
    /// bounded however fast it writes, also while this process does not run: see [LogKeeper].
    ///
    /// @param maxBytes the largest size of the file, and of the one before it, `FILE.1`
    /// @throws IOException when the program or the directory is missing, or the machine has no room for a process
    public Started start(Command command, Path output, long maxBytes) throws IOException {
        var keeper = LogKeeper.of(output, maxBytes, mark(LOGS + "/" + command.unit()));
        var reader = new AtomicReference<Process>();
        var process = command.launch().start(() -> {
            var both = ProcessBuilder.startPipeline(List.of(builder(command, command.unit()), keeper));
            reader.set(both.getLast());
            return both.getFirst();
        });
        return started(process, Objects.requireNonNull(reader.get()));
    }

    private ProcessBuilder builder(Command command, String unit) {
        var builder = new ProcessBuilder(inNewSession(command.words()))
                .directory(command.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(command.launch().input());
        var environment = builder.environment();
        environment.clear();
        command.environment().forEach((name, value) -> environment.put(name, value.replace("\0", "")));
        environment.put(MARK, mark(unit));
        return builder;
    }

    private Started started(Process process, Process reader) {
        var birth = table.find(process.pid()).map(ProcessTable.Entry::birth).orElse("gone");
        return new Started(process, process.pid(), birth, reader);
    }

    /// Takes the output of a command, until it ends.
    public interface OutputReader {
        /// Reads to the end of the stream.
        ///
        /// @throws IOException when the stream breaks off, which ends the reading and not the command
        void read(InputStream output) throws IOException;
    }

    /// Runs a command to its end, or until its time is up. Its processes are those of a unit of their own below the
    /// command's unit. All its processes have ended when this returns, also those that it left in the background,
    /// and also after an interruption.
    ///
    /// @param limit how long it can run
    /// @param reader takes its output and errors, in a thread of its own
    /// @return its exit code; empty when its time was up
    /// @throws IOException as [#start(Command, Path, long)] does
    public Optional<Integer> run(Command command, Duration limit, OutputReader reader)
            throws IOException, InterruptedException {
        // Its own mark: two runs of a unit at the same time do not end each other.
        String unit = command.unit() + "/" + RUNS.incrementAndGet();
        var process = command.launch().start(builder(command, unit)::start);
        var started = started(process, process);
        var output = process.getInputStream();
        var reading = Thread.ofVirtual().start(() -> read(output, reader));
        try {
            boolean ended = awaitEnd(started, unit, limit);
            reading.join(DRAIN);
            return ended ? Optional.of(process.exitValue()) : Optional.empty();
        } finally {
            output.close();
        }
    }

    private boolean awaitEnd(Started started, String unit, Duration limit) throws InterruptedException {
        try {
            boolean ended = started.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                terminate(started.pid(), started.birth(), GRACE, ProcessSignal.TERM);
            }
            return ended;
        } finally {
            // What the command left in the background holds the output open: it ends with the command.
            kill(started.pid(), started.birth(), unit);
        }
    }

    private static void read(InputStream output, OutputReader reader) {
        try {
            reader.read(output);
        } catch (IOException e) {
            // The stream was closed because the command and its group are gone.
        }
    }

    /// Ends a unit: SIGTERM to the group, then SIGKILL to what is left after the grace, and to those of its
    /// processes that left the group.
    ///
    /// @param leader the unit's own first process, which may have ended
    public void end(long leader, String birth, String unit, Duration grace) throws InterruptedException {
        end(leader, birth, unit, grace, ProcessSignal.TERM);
    }

    /// Ends a unit as [#end(long, String, String, Duration)] does, with another first signal.
    public void end(long leader, String birth, String unit, Duration grace, ProcessSignal first)
            throws InterruptedException {
        try {
            terminate(leader, birth, grace, first);
        } finally {
            kill(leader, birth, unit);
        }
    }

    private void terminate(long leader, String birth, Duration grace, ProcessSignal signal)
            throws InterruptedException {
        if (ownGroup(leader, birth)) {
            signal.sendToGroup(leader);
            awaitEmpty(leader, grace);
        }
    }

    /// Ends a unit at once.
    ///
    /// @param leader the unit's own first process, which may have ended
    public void kill(long leader, String birth, String unit) {
        // Listed first: nobody knows the descendants of a process that has ended.
        var family = family(leader, birth);
        if (ownGroup(leader, birth)) {
            ProcessSignal.KILL.sendToGroup(leader);
        }
        family.forEach(ProcessHandle::destroyForcibly);
        killMarked(unit);
    }

    /// Waits until the last output of a unit that has ended is in its file. Nothing writes to the file afterwards.
    public void endLog(String unit) throws InterruptedException {
        long end = System.nanoTime() + DRAIN.toNanos();
        String keepers = mark(LOGS + "/" + unit);
        while (System.nanoTime() < end && !living(keepers).isEmpty()) {
            Thread.sleep(LOOK);
        }
        sweep(keepers);
    }

    // The leader, which may not lead its group yet, and its descendants, which may have left the group.
    private List<ProcessHandle> family(long leader, String birth) {
        return ProcessHandle.of(leader)
                .filter(process -> table.lives(leader, birth))
                .map(process ->
                        Stream.concat(process.descendants(), Stream.of(process)).toList())
                .orElse(List.of());
    }

    /// Ends all processes of a unit, and of the units below it, wherever they went. The unit `a` is above `a/b`.
    public void killMarked(String unit) {
        sweep(mark(unit));
    }

    /// Ends all processes of this owner, wherever they went.
    public void killAll() {
        sweep(owner + "/");
    }

    // A process may fork while the table is read, and on a busy machine a killed one takes its time to die: repeated
    // until none is found.
    private void sweep(String mark) {
        for (int i = 0; i < MAX_SWEEPS; i++) {
            var found = living(mark);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(this::kill);
            LockSupport.parkNanos(SWEEP.toNanos());
        }
    }

    /// Ends a process at once, unless its number belongs to another one by now.
    public void kill(ProcessTable.Entry process) {
        if (table.lives(process.pid(), process.birth())) {
            ProcessSignal.KILL.send(process.pid());
        }
    }

    /// The living processes of this owner, without those that keep logs.
    public List<ProcessTable.Entry> all() {
        return units().values().stream().flatMap(List::stream).toList();
    }

    /// The living processes of this owner by the name of their unit, without those that keep logs.
    public Map<String, List<ProcessTable.Entry>> units() {
        var found = new HashMap<String, List<ProcessTable.Entry>>();
        long self = ProcessHandle.current().pid();
        table.byMark(MARK, owner + "/").forEach((mark, entries) -> {
            var unit = mark.substring(owner.length() + 1).replaceFirst("/$", "");
            var others = entries.stream().filter(entry -> entry.pid() != self).toList();
            if (!unit.startsWith(LOGS + "/") && !others.isEmpty()) {
                found.put(unit, others);
            }
        });
        return found;
    }

    /// The living processes of a unit, wherever they went.
    public List<ProcessTable.Entry> marked(String unit) {
        return living(mark(unit));
    }

    // Without this process, which a unit may have started.
    private List<ProcessTable.Entry> living(String mark) {
        long self = ProcessHandle.current().pid();
        return table.marked(MARK, mark).stream()
                .filter(entry -> entry.pid() != self)
                .toList();
    }

    // A group whose leader has ended keeps its number as long as it has members. But the number may have been used
    // again since then, for a group whose leader has ended, too: a member tells by its mark whose it is.
    private boolean ownGroup(long leader, String birth) {
        if (leader <= 1) {
            return false;
        }
        return table.find(leader)
                .map(entry -> entry.birth().equals(birth))
                .orElseGet(() ->
                        table.group(leader).stream().anyMatch(member -> table.hasMark(member, MARK, owner + "/")));
    }

    private void awaitEmpty(long group, Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        while (System.nanoTime() < end && !table.group(group).isEmpty()) {
            Thread.sleep(LOOK);
        }
    }
}
