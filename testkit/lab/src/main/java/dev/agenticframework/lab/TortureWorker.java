package dev.agenticframework.lab;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Outcome;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.WorkerProcess;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowSummary;
import dev.agenticframework.runtime.Workflows;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// The process that [Torture] kills: an engine under load from its own clients, which write to standard output what was
/// acknowledged to them, a line for each, and only after it was.
///
///     S <id> <key>   a start was acknowledged
///     C <id>         a cancellation was acknowledged
///     R <code>       a request was refused
final class TortureWorker {
    static final String DRAIN = "drain";
    /// The process is no engine, but works for the one in the directory.
    static final String APART = "apart";

    private static final int SLOTS_APART = 8;
    private static final int CLIENTS = 256;
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(2);
    private static final int WORK_MICROS = 300;
    private static final String AGENT = "codegen";

    private final DurableWorkflows workflows;
    private final PrintStream out;
    private final AtomicLong keys = new AtomicLong();
    private final String run;

    private TortureWorker(DurableWorkflows workflows, PrintStream out, String run) {
        this.workflows = workflows;
        this.out = out;
        this.run = run;
    }

    /// @param args the directory, and the name of this run; or [#APART]
    static void main(String[] args) throws InterruptedException, IOException, StoreException {
        Path home = Path.of(args[0]);
        if (args[1].equals(APART)) {
            workApart(home);
            return;
        }
        var signals = new SignalBox();
        var workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                new LocalEventBus(),
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                RuntimeSettings.DEFAULT,
                Rules.OF_PLAN,
                List.of(new Shaky(Optional.of(signals))),
                signals);
        WorkerSocket.open(home.resolve("run"), workflows.remoteWorkers());
        if (args.length > 2 && args[2].equals(DRAIN)) {
            drain(workflows);
            return;
        }
        var worker = new TortureWorker(workflows, System.out, args[1]);
        for (int i = 0; i < CLIENTS; i++) {
            long seed = i;
            Thread.startVirtualThread(() -> worker.load(new SplittableRandom(seed)));
        }
        Thread.sleep(Duration.ofHours(1));
    }

    /// Runs the agent alone, for the engine that runs in the directory.
    private static void workApart(Path home) throws InterruptedException {
        new WorkerProcess(
                        APART,
                        Map.of(AGENT, SLOTS_APART),
                        List.of(new Shaky(Optional.empty())),
                        new FileArtifactStore(home.resolve("artifacts")),
                        InstantSource.system(),
                        () -> WorkerSocket.dial(home.resolve("run")))
                .run();
    }

    private static void drain(DurableWorkflows workflows) throws InterruptedException {
        for (Status status : Status.values()) {
            while (!status.ended() && isAny(workflows, status)) {
                Thread.sleep(Duration.ofMillis(100));
            }
        }
        workflows.close();
    }

    private static boolean isAny(Workflows workflows, Status status) {
        var query = WorkflowQuery.ALL.withStatus(status).withPage(Optional.empty(), 1);
        return !(workflows.list(query) instanceof Answer.Done<Page<WorkflowSummary>>(Page<WorkflowSummary> page))
                || !page.items().isEmpty();
    }

    /// Succeeds mostly, and takes a moment.
    ///
    /// @param signals that resume the tasks that it suspends; empty: only their timers do
    private record Shaky(Optional<Signals> signals) implements Agent {
        private static final Duration WAKES_AFTER = Duration.ofMillis(300);
        private static final Duration DEADLINE = Duration.ofSeconds(20);

        @Override
        public String name() {
            return AGENT;
        }

        @Override
        public List<Capability> capabilities() {
            return List.of();
        }

        @Override
        public TaskResult perform(TaskContext task) throws InterruptedException {
            Thread.sleep(Duration.ofNanos(WORK_MICROS * 1_000L));
            int chance = Math.floorMod(task.key().toString().hashCode(), 100);
            if (chance >= 90 && task.resumption().isEmpty()) {
                return suspended(task, chance);
            }
            if (chance < 5) {
                return TaskResult.failed(Failure.transientExternal("SHAKY", "it shook", "try again"));
            }
            return chance < 7
                    ? TaskResult.terminal(Failure.conflict("BROKEN", "it is broken", "fix it"))
                    : TaskResult.succeeded(new Outputs(Map.of("of", task.key().taskId())), "");
        }

        /// Waits for work that ends early, late, or without a signal.
        private TaskResult suspended(TaskContext task, int chance) {
            Waiter waiter = task.key().waiter("work/" + task.key().attempt());
            signals.filter(_ -> chance < 97).ifPresent(all -> {
                if (chance < 93) {
                    all.signal(waiter, "early");
                } else {
                    Thread.startVirtualThread(() -> {
                        rest();
                        all.signal(waiter, "late");
                        all.signal(waiter, "late");
                    });
                }
            });
            return TaskResult.suspended(
                    waiter, task.now().plus(WAKES_AFTER), task.now().plus(DEADLINE));
        }
    }

    private static TaskSpec task(String id, String... after) {
        var retry = new RetryPolicy(3, Duration.ofMillis(50), 2, Duration.ofSeconds(1), 0.5);
        return TaskSpec.of(id, AGENT, "make").after(after).withRetry(retry).undoneBy("unmake");
    }

    private static Plan plan(boolean undoes) {
        var t4Failed = new Condition.Ended(new TaskId("t4"), Set.of(Outcome.FAILED));
        return new Plan(
                List.of(
                        task("t1"),
                        task("t2", "t1"),
                        task("t3", "t1"),
                        task("t4", "t2", "t3"),
                        task("t5", "t4"),
                        task("t6", "t4").runWhen(t4Failed)),
                undoes ? OnFailure.COMPENSATE : OnFailure.KEEP,
                Duration.ofHours(1));
    }

    private void load(SplittableRandom random) {
        var olga = new Principal("olga", Set.of());
        while (true) {
            String key = run + "-" + keys.incrementAndGet();
            var request = new Request("olga", "", "torture", "", Map.of("service", "s" + random.nextInt(100)));
            Answer<Workflows.Started> answer =
                    workflows.start(new StartRequest(key, request, plan(random.nextBoolean())));
            switch (answer) {
                case Answer.Done<Workflows.Started> done -> {
                    var id = done.value().workflow().id();
                    say("S " + id + " " + key);
                    if (random.nextInt(20) == 0 && workflows.cancel(id, olga, "torture") instanceof Answer.Done<?>) {
                        say("C " + id);
                    }
                    awaitEnd(done.value().workflow());
                    if (random.nextInt(20) == 0) {
                        workflows.retry(id, Optional.empty(), olga);
                    }
                }
                case Answer.Refused<Workflows.Started> refused -> {
                    say("R " + refused.code());
                    rest();
                }
            }
        }
    }

    /// A client has one workflow at a time, so that what a kill leaves over is bounded.
    private void awaitEnd(Workflow workflow) {
        if (!(workflows.subscribe(workflow.id(), workflow.sequence()) instanceof Answer.Done<Subscription> done)) {
            return;
        }
        try (Subscription subscription = done.value()) {
            boolean news = true;
            while (news && !hasEnded(workflow.id())) {
                news = !subscription.next(CLIENT_PATIENCE).isEmpty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasEnded(WorkflowId id) {
        return workflows.find(id) instanceof Answer.Done<Workflow>(Workflow workflow)
                && workflow.status().ended();
    }

    private static void rest() {
        try {
            Thread.sleep(Duration.ofMillis(20));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
