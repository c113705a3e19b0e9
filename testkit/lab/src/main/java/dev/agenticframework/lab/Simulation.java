package dev.agenticframework.lab;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Shell;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtime.Workflows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/// Runs one history of the real shell and engine in a simulated world: clock, disk, workers and people follow from a
/// seed, and from nothing else. The same seed and settings give the same history on every machine.
public final class Simulation {
    private static final Map<String, Integer> SLOTS = Map.of("codegen", 2, "deployment", 1);
    private static final Map<String, Integer> ENVIRONMENT_LIMITS = Map.of(RandomPlans.ENVIRONMENT, 2);
    private static final int MAX_ROUNDS_TO_END = 3_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Settings settings;
    private final SplittableRandom random;
    private final SplittableRandom faultRandom;
    private final RandomPlans plans;
    private final Shell.Engine engine;
    private final boolean forgetfulDisk;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<WorkflowId, HistoryChecker> checkers = new LinkedHashMap<>();
    private final Map<WorkflowId, Long> acknowledged = new HashMap<>();
    private final List<StartRequest> started = new ArrayList<>();
    private final List<CompletableFuture<Answer<Workflow>>> replies = new ArrayList<>();
    private final List<CompletableFuture<Answer<Workflows.Started>>> starts = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final List<Outside> outside = new ArrayList<>();
    private final SimulatedStore store = new SimulatedStore(this::observe);
    private final SimulatedWorkers workers = new SimulatedWorkers(SLOTS);
    private Instant now = START;
    private Shell shell;
    private long steps;

    /// Work outside the engine, for which a task is suspended or will be. It survives crashes.
    private record Outside(WorkflowId workflow, TaskId task, String handle) {}

    /// What to play.
    ///
    /// @param seed of everything
    /// @param workflows how many are started at most
    /// @param actions how many things happen before faults stop
    /// @param faults which
    public record Settings(long seed, int workflows, int actions, Set<Fault> faults) {
        private static final int WORKFLOWS = 4;
        private static final int ACTIONS = 250;

        /// Four workflows, 250 actions, every fault.
        public static Settings of(long seed) {
            return new Settings(seed, WORKFLOWS, ACTIONS, Set.of(Fault.values()));
        }
    }

    /// How it went.
    ///
    /// @param steps how many decisions there were
    /// @param faults how many of each
    /// @param violation empty: every invariant held
    public record Result(long steps, Map<Fault, Integer> faults, Optional<Violation> violation) {}

    private Simulation(Settings settings, Shell.Engine engine, boolean forgetfulDisk) {
        this.settings = settings;
        this.engine = engine;
        this.forgetfulDisk = forgetfulDisk;
        random = new SplittableRandom(settings.seed());
        plans = new RandomPlans(random.split());
        faultRandom = random.split();
        shell = open();
    }

    /// Plays a history.
    public static Result run(Settings settings) {
        return run(settings, Shell.Engine.REAL, false);
    }

    /// Plays a history with another engine, or on a disk that loses what it has acknowledged: to see whether that
    /// is noticed.
    public static Result run(Settings settings, Shell.Engine engine, boolean forgetfulDisk) {
        var simulation = new Simulation(settings, engine, forgetfulDisk);
        Optional<Violation> violation = Optional.empty();
        try {
            simulation.play();
        } catch (ViolationException e) {
            violation = Optional.of(e.violation());
        } catch (IllegalStateException e) {
            violation = Optional.of(new Violation(Invariant.NO_FACT_LOST, String.valueOf(e.getMessage())));
        }
        return new Result(simulation.steps, simulation.faults, violation);
    }

    private Shell open() {
        return new Shell(store, () -> now, engine, workers, SLOTS, ENVIRONMENT_LIMITS, (_, _) -> {});
    }

    private void play() {
        for (int i = 0; i < settings.actions(); i++) {
            act();
            disturb();
            step();
        }
        recover();
        endAll();
        requireReplayable();
    }

    private void step() {
        steps++;
        try {
            shell.step();
        } catch (StoreException _) {
            now = now.plusMillis(200);
        }
        replies.removeIf(reply -> reply.isDone() && note(reply.join()));
        starts.removeIf(reply -> reply.isDone() && note(reply.join().map(Workflows.Started::workflow)));
    }

    /// What was acknowledged must stay.
    private boolean note(Answer<Workflow> answer) {
        if (answer instanceof Answer.Done<Workflow>(Workflow workflow)) {
            acknowledged.merge(workflow.id(), workflow.sequence(), Math::max);
        }
        return true;
    }

    private void observe(List<WorkflowStore.Change> changes) {
        for (WorkflowStore.Change change : changes) {
            WorkflowId id = change.after().id();
            HistoryChecker checker = checkers.computeIfAbsent(id, HistoryChecker::new);
            for (Entry entry : change.entries()) {
                checker.check(entry);
            }
        }
        requireEnvironmentLimits();
    }

    private void requireEnvironmentLimits() {
        ENVIRONMENT_LIMITS.forEach((environment, limit) -> {
            long running = store.all().stream()
                    .mapToLong(workflow -> runningIn(workflow, environment))
                    .sum();
            if (running > limit) {
                throw new ViolationException(Invariant.LIMITS_KEPT, running + " attempts at once in " + environment);
            }
        });
    }

    private static long runningIn(Workflow workflow, String environment) {
        long count = 0;
        for (TaskSpec task : workflow.plan().tasks()) {
            boolean counts =
                    task.environment().equals(environment) && task.child().isEmpty();
            if (counts && workflow.task(task.id()).orElseThrow() instanceof TaskState.Running) {
                count++;
            }
        }
        return count;
    }

    private void act() {
        now = now.plusMillis(random.nextInt(3_000));
        switch (random.nextInt(12)) {
            case 10, 11 -> signal();
            case 0, 1 -> start();
            case 2, 3, 4, 5, 6 -> work();
            case 7 -> person();
            case 8 -> now = now.plusSeconds(random.nextInt(120));
            default -> {
                if (!late.isEmpty()) {
                    late.remove(random.nextInt(late.size())).run();
                }
            }
        }
    }

    private void start() {
        if (started.size() < settings.workflows()) {
            String key = "key-" + started.size();
            started.add(new StartRequest(key, new Request("olga", "", "", "", Map.of()), plans.next()));
        }
        StartRequest request = started.get(random.nextInt(started.size()));
        starts.add(shell.start(request));
    }

    private void work() {
        if (workers.isIdle()) {
            return;
        }
        boolean inOrder = !happens(Fault.REORDER, 3);
        SimulatedWorkers.Attempt attempt = workers.take(random, inOrder);
        Intent outcome = outcome(attempt);
        shell.finish(attempt.workflow(), outcome, attempt.task().agent());
        if (happens(Fault.DUPLICATE, 4)) {
            Shell same = shell;
            late.add(() -> same.tell(attempt.workflow(), outcome));
            shell.tell(attempt.workflow(), outcome);
        }
    }

    /// Something outside has changed; whether the engine knows yet that a task waits for it, is left to chance.
    private void signal() {
        if (outside.isEmpty()) {
            return;
        }
        int number = random.nextInt(outside.size());
        Outside work = random.nextInt(3) == 0 ? outside.get(number) : outside.remove(number);
        String handle = happens(Fault.STRAY_SIGNAL, 6) ? "stray" : work.handle();
        if (!happens(Fault.LOST_SIGNAL, 6)) {
            replies.add(shell.ask(work.workflow(), new Intent.Signal(work.task(), handle, "changed")));
        }
        if (happens(Fault.DUPLICATE, 4)) {
            shell.tell(work.workflow(), new Intent.Signal(work.task(), handle, "changed"));
        }
    }

    private Intent suspension(SimulatedWorkers.Attempt attempt) {
        var work = new Outside(
                attempt.workflow(),
                attempt.lease().task(),
                "work/" + attempt.lease().attempt());
        outside.add(work);
        if (random.nextInt(4) == 0) {
            shell.tell(work.workflow(), new Intent.Signal(work.task(), work.handle(), "early"));
        }
        return SimulatedWorkers.suspension(attempt, work.handle(), now, random);
    }

    private Intent outcome(SimulatedWorkers.Attempt attempt) {
        if (attempt.last() && random.nextBoolean()) {
            return new Intent.Stop(attempt.lease());
        }
        return switch (random.nextInt(11)) {
            case 8, 9, 10 -> suspension(attempt);
            case 0 -> SimulatedWorkers.failure(attempt.lease(), false);
            case 1 -> SimulatedWorkers.failure(attempt.lease(), random.nextInt(3) == 0);
            default -> {
                workers.work(attempt);
                yield SimulatedWorkers.success(attempt, random);
            }
        };
    }

    private void person() {
        List<Workflow> all = store.all();
        if (all.isEmpty()) {
            return;
        }
        Workflow workflow = all.get(random.nextInt(all.size()));
        Intent intent = switch (random.nextInt(12)) {
            case 0 -> new Intent.Cancel("olga", "changed her mind");
            case 1, 2 -> new Intent.Pause("olga");
            case 3, 4 -> new Intent.Resume("olga");
            case 5, 6 -> new Intent.Retry(anyTask(workflow), "olga");
            default -> approval(workflow);
        };
        replies.add(shell.ask(workflow.id(), intent));
    }

    private Optional<TaskId> anyTask(Workflow workflow) {
        List<TaskSpec> tasks = workflow.plan().tasks();
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(tasks.get(random.nextInt(tasks.size())).id());
    }

    private Intent approval(Workflow workflow) {
        for (TaskSpec task : workflow.plan().tasks()) {
            if (workflow.task(task.id()).orElseThrow() instanceof TaskState.AwaitingApproval awaiting) {
                var who = new Principal(random.nextInt(4) == 0 ? "mallory" : RandomPlans.APPROVER, Set.of());
                String digest = random.nextInt(5) == 0 ? "another" : awaiting.digest();
                return random.nextInt(5) == 0
                        ? new Intent.Deny(task.id(), who, digest, "")
                        : new Intent.Approve(task.id(), who, digest, "");
            }
        }
        return new Intent.Wake();
    }

    private boolean happens(Fault fault, int oneIn) {
        boolean drawn = faultRandom.nextInt(oneIn) == 0;
        if (drawn && settings.faults().contains(fault)) {
            faults.merge(fault, 1, Integer::sum);
            return true;
        }
        return false;
    }

    private void disturb() {
        if (happens(Fault.STORE_ERROR, 15)) {
            store.failNext(SimulatedStore.Failing.BEFORE);
        }
        if (happens(Fault.STORE_ERROR_AFTER_COMMIT, 25)) {
            store.failNext(SimulatedStore.Failing.AFTER);
        }
        if (happens(Fault.SLOW_STORE, 20)) {
            now = now.plusSeconds(faultRandom.nextInt(30));
        }
        if (happens(Fault.CLOCK_JUMP, 60)) {
            now = now.plusSeconds(faultRandom.nextInt(-1_800, 3_600));
        }
        if (!workers.isIdle() && happens(Fault.LOST_LEASE, 15)) {
            SimulatedWorkers.Attempt attempt = workers.peek(faultRandom);
            shell.tell(attempt.workflow(), new Intent.LoseLease(attempt.lease()));
        }
        if (happens(Fault.CRASH, 30)) {
            crash();
        }
    }

    private void crash() {
        late.clear();
        replies.clear();
        starts.clear();
        workers.crash();
        if (forgetfulDisk) {
            store.loseLastCommit();
        }
        store.crash();
        requireAcknowledged();
        shell = open();
    }

    private void requireAcknowledged() {
        acknowledged.forEach((id, sequence) -> {
            long kept = store.find(id).map(Workflow::sequence).orElse(0L);
            if (kept < sequence) {
                throw new ViolationException(
                        Invariant.NO_FACT_LOST, id + " was acknowledged up to " + sequence + " and has " + kept);
            }
        });
    }

    private void recover() {
        store.failNext(SimulatedStore.Failing.NOT);
        late.clear();
    }

    /// Without faults, with workers that succeed and people who answer, everything comes to its end.
    private void endAll() {
        for (int round = 0; round < MAX_ROUNDS_TO_END; round++) {
            if (store.all().stream().allMatch(workflow -> workflow.status().ended())) {
                return;
            }
            while (!workers.isIdle()) {
                SimulatedWorkers.Attempt attempt = workers.take(random, true);
                workers.work(attempt);
                shell.finish(
                        attempt.workflow(),
                        SimulatedWorkers.success(attempt, random),
                        attempt.task().agent());
            }
            store.all().forEach(this::help);
            if (workers.isIdle()) {
                now = nextWake();
            }
            step();
        }
        store.all().stream()
                .filter(workflow -> !workflow.status().ended())
                .findFirst()
                .ifPresent(workflow -> {
                    throw new ViolationException(
                            Invariant.EVERY_WORKFLOW_ENDS,
                            workflow.id() + " is " + workflow.status() + " after " + MAX_ROUNDS_TO_END + " rounds: "
                                    + workflow.tasks());
                });
    }

    private Instant nextWake() {
        return store.all().stream()
                .flatMap(workflow -> workflow.wakeAt().stream())
                .min(Instant::compareTo)
                .filter(now::isBefore)
                .orElse(now.plusSeconds(1));
    }

    private void help(Workflow workflow) {
        switch (workflow.status()) {
            case PAUSED -> shell.tell(workflow.id(), new Intent.Resume("olga"));
            case WAITING_APPROVAL, IN_PROGRESS -> {
                for (TaskSpec task : workflow.plan().tasks()) {
                    if (workflow.task(task.id()).orElseThrow() instanceof TaskState.AwaitingApproval awaiting) {
                        var anna = new Principal(RandomPlans.APPROVER, Set.of());
                        shell.tell(workflow.id(), new Intent.Approve(task.id(), anna, awaiting.digest(), ""));
                    }
                }
            }
            case CANCELLING, COMPENSATING, COMPLETED, FAILED, CANCELLED -> {}
        }
    }

    private void requireReplayable() {
        List<Workflow> before = store.all();
        store.crash();
        for (Workflow workflow : before) {
            Workflow again = store.find(workflow.id()).orElseThrow();
            boolean same = again.tasks().equals(workflow.tasks())
                    && again.status() == workflow.status()
                    && again.sequence() == workflow.sequence();
            if (!same) {
                throw new ViolationException(Invariant.NO_FACT_LOST, workflow.id() + " is replayed to something else");
            }
        }
        requireAcknowledged();
    }
}
