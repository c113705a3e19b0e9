package dev.agenticframework.lab;

import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtime.Workflows;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Runs a real store on a real file system of 64 MB that becomes full, and then read-only. Starts are refused with the
/// right code, acknowledged data stays readable, and the same process continues when the fault is gone. Needs Linux and
/// the right to mount.
public final class DiskFaults {
    private static final String SIZE = "64m";
    private static final int PADDING = 16 << 10;
    private static final int CHUNK = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECONDS_FOR_A_COMMAND = 10;
    private static final Request REQUEST = new Request("olga", "", "faults", "x".repeat(PADDING), Map.of());

    private final Path mount;
    private final InstantSource clock;
    private final List<WorkflowId> acknowledged = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    /// How it went.
    ///
    /// @param ran false: this process may not mount a file system
    /// @param workflows acknowledged and found again
    /// @param violations empty: everything held
    public record Result(boolean ran, int workflows, List<Violation> violations) {}

    private DiskFaults(Path mount, InstantSource clock) {
        this.mount = mount;
        this.clock = clock;
    }

    /// Plays both faults.
    ///
    /// @param mount an empty directory to mount the small file system on
    public static Result run(Path mount, InstantSource clock) throws IOException, InterruptedException, StoreException {
        if (!command("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", mount.toString())) {
            return new Result(false, 0, List.of());
        }
        try {
            var faults = new DiskFaults(mount, clock);
            faults.play();
            return new Result(true, faults.acknowledged.size(), List.copyOf(faults.violations));
        } finally {
            command("umount", "-l", mount.toString());
        }
    }

    private static boolean command(String... line) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(SECONDS_FOR_A_COMMAND, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            if (Files.notExists(Path.of("/proc"))) {
                return false;
            }
            throw e;
        }
    }

    private DurableWorkflows open() throws StoreException {
        return DurableWorkflows.start(
                EmbeddedWorkflowStore.open(mount.resolve("workflows")),
                new LocalEventBus(),
                new FileArtifactStore(mount.resolve("artifacts")),
                clock,
                RuntimeSettings.DEFAULT,
                Rules.OF_PLAN,
                List.of(),
                new SignalBox());
    }

    private void play() throws IOException, InterruptedException, StoreException {
        DurableWorkflows workflows = open();
        start(workflows);
        Path filler = mount.resolve("filler");
        fill(filler);
        require(refusedWithin(workflows, Answer.Code.STORE_FULL), "a full disk is not refused with STORE_FULL");
        requireAll(workflows, "on a full disk");
        requireListed(workflows, "on a full disk");
        Files.delete(filler);
        require(within(() -> start(workflows)), "it does not continue when there is space again");
        Path journal = mount.resolve("workflows").resolve("journal");
        mountOrThrow("--bind", journal.toString(), journal.toString());
        mountOrThrow("-o", "remount,bind,ro", journal.toString());
        require(
                refusedWithin(workflows, Answer.Code.STORE_READ_ONLY),
                "a journal that can no longer be written is not refused with STORE_READ_ONLY");
        requireAll(workflows, "while the journal cannot be written");
        command("umount", journal.toString());
        require(within(() -> start(workflows)), "it does not continue when it can write again");
        workflows.close();
        mountOrThrow("-o", "remount,ro", mount.toString());
        require(refusesToOpen(), "it opens on a read-only file system");
        mountOrThrow("-o", "remount,rw", mount.toString());
        DurableWorkflows again = open();
        requireAll(again, "after a restart");
        again.close();
    }

    private boolean refusesToOpen() {
        try {
            open().close();
            return false;
        } catch (StoreException e) {
            return e.code() == Answer.Code.STORE_READ_ONLY;
        }
    }

    private static void mountOrThrow(String... options) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("mount"));
        line.addAll(List.of(options));
        if (!command(line.toArray(String[]::new))) {
            throw new IOException("This command failed: " + String.join(" ", line));
        }
    }

    /// The journal's segments are on the disk before they are used: it takes a segment's worth of starts until
    /// space is missed.
    private boolean refusedWithin(Workflows workflows, Answer.Code expected) {
        Instant end = clock.instant().plus(PATIENCE);
        Optional<Answer.Code> refusal = Optional.empty();
        while (refusal.isEmpty() && clock.instant().isBefore(end)) {
            refusal = tryToStart(workflows);
        }
        return refusal.equals(Optional.of(expected));
    }

    private static void fill(Path filler) throws IOException {
        var chunk = new byte[CHUNK];
        for (int size = CHUNK; size > 0; size /= 2) {
            try {
                while (true) {
                    Files.write(
                            filler,
                            java.util.Arrays.copyOf(chunk, size),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
            } catch (IOException _) {
                // Full for this size: try a smaller one.
            }
        }
    }

    private Optional<Answer.Code> tryToStart(Workflows workflows) {
        var plan = Plan.of(TaskSpec.of("t1", "nobody", "wait"));
        return switch (workflows.start(new StartRequest("", REQUEST, plan))) {
            case Answer.Done<Workflows.Started> done -> {
                acknowledged.add(done.value().workflow().id());
                yield Optional.empty();
            }
            case Answer.Refused<Workflows.Started> refused -> Optional.of(refused.code());
        };
    }

    private boolean start(Workflows workflows) {
        return tryToStart(workflows).isEmpty();
    }

    private boolean within(BooleanSupplier test) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end)) {
            if (test.getAsBoolean()) {
                return true;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        return false;
    }

    private void requireAll(Workflows workflows, String when) {
        for (WorkflowId id : acknowledged) {
            require(workflows.find(id) instanceof Answer.Done<?>, id + " was acknowledged and is not found " + when);
        }
    }

    private void requireListed(Workflows workflows, String when) {
        var listed = new HashSet<WorkflowId>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = workflows.list(WorkflowQuery.ALL.withPage(cursor, WorkflowQuery.MAX_LIMIT));
            if (!(page instanceof Answer.Done<Page<WorkflowSummary>> done)) {
                require(false, "the workflows cannot be listed " + when + ": " + page);
                return;
            }
            done.value()
                    .items()
                    .forEach(item -> require(listed.add(item.id()), item.id() + " is listed twice " + when));
            cursor = done.value().next();
        } while (cursor.isPresent());
        require(listed.containsAll(acknowledged), "a workflow that was acknowledged is not listed " + when);
        require(
                workflows.deadLetters(Optional.empty(), 1) instanceof Answer.Done<?>,
                "the dead letters cannot be listed " + when);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            violations.add(new Violation(Invariant.NO_FACT_LOST, what));
        }
    }
}
