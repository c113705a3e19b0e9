package dev.agenticframework.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Starts real processes with a real store, kills each with SIGKILL at a random moment under load, and checks on the
/// disk that what was acknowledged is there and that every history keeps the invariants. Some of the work is done in
/// a process of its own, which lives on while engines are killed, and is killed at other times. The last engine is
/// let finish.
public final class Torture {
    /// What the processes wrote to their standard error, below the directory.
    static final String ERRORS = "stderr";

    private static final int LONGEST_LOAD_MILLIS = 2_500;
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(3);
    private static final int WORKER_DIES_ONE_IN = 3;
    private static final int FULL_HISTORY = 10_000;

    private final Path home;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final List<String> command;
    private final Consumer<String> progress;
    private final Map<String, WorkflowId> acknowledged = new HashMap<>();
    private final Set<WorkflowId> settled = new HashSet<>();
    private final Set<WorkflowId> cancelled = new HashSet<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private int kills;

    /// How it went.
    ///
    /// @param kills processes killed
    /// @param workflows acknowledged starts that were checked
    /// @param refusals by code
    /// @param violations empty: every invariant held
    public record Result(int kills, long workflows, Map<String, Integer> refusals, List<Violation> violations) {}

    /// In an empty directory.
    ///
    /// @param command how to run `java` with this program's class path
    /// @param progress receives the progress after each kill
    public Torture(
            Path home, RandomGenerator random, InstantSource clock, List<String> command, Consumer<String> progress) {
        this.home = home;
        this.random = random;
        this.clock = clock;
        this.command = List.copyOf(command);
        this.progress = progress;
    }

    /// How the engine's process is run: a small heap, and only the first of the two compilers, since on a machine
    /// with few processors the second takes more than it gives for hours.
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"));
    }

    /// Kills for so long, then checks.
    public Result run(Duration duration) throws IOException, InterruptedException, StoreException {
        Instant end = clock.instant().plus(duration);
        Process worker = start(TortureWorker.APART);
        try {
            while (clock.instant().isBefore(end)) {
                killOnce();
                check(false);
                progress.accept(
                        kills + " kills, " + acknowledged.size() + " workflows, " + violations.size() + " violations");
                if (random.nextInt(WORKER_DIES_ONE_IN) == 0) {
                    kill(worker);
                    worker = start(TortureWorker.APART);
                }
            }
            finish();
        } finally {
            worker.destroyForcibly();
        }
        check(true);
        return new Result(kills, acknowledged.size(), Map.copyOf(refusals), List.copyOf(violations));
    }

    private void killOnce() throws IOException, InterruptedException {
        Process process = start("run-" + kills);
        var serving = new CountDownLatch(1);
        Thread reader = Thread.startVirtualThread(() -> read(process, serving));
        if (!serving.await(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            violations.add(new Violation(Invariant.EVERY_WORKFLOW_ENDS, "the process did not serve after a kill"));
        }
        Thread.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
        kill(process);
        reader.join();
    }

    private void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        kills++;
    }

    private Process start(String... arguments) throws IOException {
        var line = new ArrayList<>(command);
        line.addAll(List.of(TortureWorker.class.getName(), home.toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.resolve(ERRORS).toFile()))
                .start();
    }

    /// One more process, without load, until everything has ended.
    private void finish() throws IOException, InterruptedException {
        Process process = start("last", TortureWorker.DRAIN);
        Thread reader = Thread.startVirtualThread(() -> read(process, new CountDownLatch(1)));
        if (!process.waitFor(DRAIN_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            violations.add(new Violation(Invariant.EVERY_WORKFLOW_ENDS, "not everything ended after the last kill"));
            process.destroyForcibly();
        } else if (process.exitValue() != 0) {
            violations.add(
                    new Violation(Invariant.EVERY_WORKFLOW_ENDS, "the last process ended with " + process.exitValue()));
        }
        reader.join();
    }

    private void read(Process process, CountDownLatch serving) {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                note(line.split(" "));
                serving.countDown();
            }
        } catch (IOException _) {
            // The process was killed while it wrote: what was not read was not acknowledged.
        }
    }

    private synchronized void note(String[] words) {
        switch (words[0]) {
            case "S" -> {
                if (words.length == 3) {
                    WorkflowId.parse(words[1]).ifPresent(id -> acknowledged.put(words[2], id));
                }
            }
            case "C" -> WorkflowId.parse(words[1]).ifPresent(cancelled::add);
            default -> refusals.merge(words[words.length - 1], 1, Integer::sum);
        }
    }

    /// Between kills, workflows whose end has been seen are not looked at again: at the end, all are.
    private void check(boolean toTheEnd) throws StoreException {
        if (toTheEnd) {
            settled.clear();
        }
        try (var store = EmbeddedWorkflowStore.open(home.resolve("workflows"))) {
            acknowledged.forEach((key, id) -> {
                if (!settled.contains(id) && !store.findByKey(key).equals(Optional.of(id))) {
                    violations.add(new Violation(Invariant.NO_FACT_LOST, id + " was acknowledged under " + key));
                }
            });
            Optional<String> cursor = Optional.empty();
            do {
                Page<WorkflowSummary> page = page(store, cursor);
                page.items().forEach(item -> check(store, item, toTheEnd));
                cursor = page.next();
            } while (cursor.isPresent());
        }
    }

    private static Page<WorkflowSummary> page(EmbeddedWorkflowStore store, Optional<String> cursor) {
        var query = WorkflowQuery.ALL.withPage(cursor, WorkflowQuery.MAX_LIMIT);
        return switch (store.list(query)) {
            case Answer.Done<Page<WorkflowSummary>> done -> done.value();
            case Answer.Refused<Page<WorkflowSummary>> refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private void check(EmbeddedWorkflowStore store, WorkflowSummary item, boolean toTheEnd) {
        if (settled.contains(item.id())) {
            return;
        }
        List<Entry> history = store.history(item.id(), 0, FULL_HISTORY);
        var checker = new HistoryChecker(item.id());
        try {
            history.forEach(checker::check);
        } catch (ViolationException e) {
            violations.add(e.violation());
        }
        if (checker.hasEnded()) {
            settled.add(item.id());
        }
        if (toTheEnd && !checker.hasEnded()) {
            violations.add(new Violation(Invariant.EVERY_WORKFLOW_ENDS, item.id() + " is " + item.status()));
        }
        boolean asked = history.stream().anyMatch(entry -> entry.fact() instanceof Fact.CancelRequested);
        if (cancelled.contains(item.id()) && !asked) {
            violations.add(new Violation(Invariant.NO_FACT_LOST, item.id() + ": its cancellation was acknowledged"));
        }
    }

    /// Removes everything below a directory.
    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
