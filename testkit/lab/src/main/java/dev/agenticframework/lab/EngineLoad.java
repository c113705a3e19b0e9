package dev.agenticframework.lab;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.Workflows;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Runs the six-task workflow (A; then B and C together; D after both; E; F; no work in any) through the engine as the
/// embedded platform has it: store on disk, every answer durable, agents in this process. The clock runs from the
/// request until the client has seen that the workflow completed.
final class EngineLoad {
    private static final int AGENT = 4;
    private static final int WARM_UP_SECONDS = 6;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_AT_ONCE = 4_096;
    private static final Plan SIX_TASKS = Plan.of(
            TaskSpec.of("t1", "noop", "a"),
            TaskSpec.of("t2", "noop", "b").after("t1"),
            TaskSpec.of("t3", "noop", "c").after("t1"),
            TaskSpec.of("t4", "noop", "d").after("t2", "t3"),
            TaskSpec.of("t5", "noop", "e").after("t4"),
            TaskSpec.of("t6", "noop", "f").after("t5"));
    private static final Request REQUEST = new Request(
            "user@example.com",
            "",
            "microservice-rest-api",
            "",
            Map.of("service", "user-service", "environment", "staging"));

    private final Workflows workflows;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    private EngineLoad(Workflows workflows) {
        this.workflows = workflows;
    }

    /// Prints one line: workflows per second, p50 and p99 in microseconds, CPU microseconds and bytes kept for each
    /// workflow, MiB resident.
    ///
    /// @param args directory, workflows in flight (or 0), starts per second (or 0), seconds; then, to have the
    ///     agent in a process of its own, the command that runs it
    static void main(String[] args) throws IOException, InterruptedException, StoreException {
        Path home = Path.of(args[0]);
        int inFlight = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        var settings = new RuntimeSettings(MAX_AT_ONCE, Map.of(), Map.of(), MAX_AT_ONCE * 4);
        var workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                new LocalEventBus(),
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                settings,
                Rules.OF_PLAN,
                args.length > AGENT ? List.of() : List.of(new NoopAgent()),
                new SignalBox());
        var socket = WorkerSocket.open(home.resolve("run"), workflows.remoteWorkers());
        Optional<Process> apart = args.length > AGENT
                ? Optional.of(new ProcessBuilder(List.of(args).subList(AGENT, args.length))
                        .inheritIO()
                        .start())
                : Optional.empty();
        var load = new EngineLoad(workflows);
        load.run(inFlight, rate, WARM_UP_SECONDS);
        int before = load.nanos.size();
        load.nanos.clear();
        long cpu = cpuNanos(apart);
        double elapsed = load.run(inFlight, rate, seconds);
        long used = cpuNanos(apart) - cpu;
        long rss = residentMebibytes();
        apart.ifPresent(Process::destroyForcibly);
        socket.close();
        workflows.close();
        long[] sorted = load.nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        long bytes = bytesIn(home.resolve("workflows")) / Math.max(1, sorted.length + before);
        System.out.printf(
                "%.1f %d %d %d %d %d%n",
                sorted.length / elapsed,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                used / 1_000 / Math.max(1, sorted.length),
                bytes,
                rss);
    }

    private static long percentile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * share)] / 1_000;
    }

    private double run(int inFlight, int rate, int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + seconds * NANOS_PER_SECOND;
        if (rate > 0) {
            open(rate, end);
        } else {
            closed(inFlight, end);
        }
        return (System.nanoTime() - begin) / (double) NANOS_PER_SECOND;
    }

    private void closed(int inFlight, long end) throws InterruptedException {
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < inFlight; i++) {
            clients.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() < end) {
                    once();
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private void open(int rate, long end) throws InterruptedException {
        var free = new Semaphore(MAX_AT_ONCE);
        long next = System.nanoTime();
        while (next < end) {
            free.acquire();
            Thread.startVirtualThread(() -> {
                once();
                free.release();
            });
            next += NANOS_PER_SECOND / rate;
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        free.acquire(MAX_AT_ONCE);
    }

    private void once() {
        long begin = System.nanoTime();
        if (workflows.start(new StartRequest("", REQUEST, SIX_TASKS)) instanceof Answer.Done<Workflows.Started> done) {
            awaitCompletion(done.value().workflow());
            nanos.add(System.nanoTime() - begin);
        }
    }

    private void awaitCompletion(Workflow workflow) {
        if (!(workflows.subscribe(workflow.id(), workflow.sequence()) instanceof Answer.Done<Subscription> done)) {
            return;
        }
        try (Subscription subscription = done.value()) {
            List<Entry> more = List.of();
            while (more.isEmpty() || !(more.getLast().fact() instanceof Fact.WorkflowCompleted)) {
                more = subscription.next(Duration.ofSeconds(10));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpuNanos(Optional<Process> apart) {
        long there = apart.flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
        return there + ownCpuNanos();
    }

    private static long ownCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long residentMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /// What is kept: the table; the journal's segments are of a fixed size and used again.
    private static long bytesIn(Path directory) throws IOException {
        return Arrays.stream(new String[] {"workflows.db", "workflows.db-wal"})
                .map(directory::resolve)
                .filter(Files::exists)
                .mapToLong(file -> file.toFile().length())
                .sum();
    }
}
