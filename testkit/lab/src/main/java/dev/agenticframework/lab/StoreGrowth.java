package dev.agenticframework.lab;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Numbers;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fills a store with finished and waiting workflows, and measures what that does to opening, listing and removing.
final class StoreGrowth {
    private static final int GROUP = 500;
    private static final int SERVICES = 1_000;
    private static final int PEOPLE = 200;
    private static final int FAILED_ONE_IN = 1_000;
    private static final int REMOVED_AT_ONCE = 10_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Plan SIX_TASKS = Plan.of(
            TaskSpec.of("t1", "noop", "a"),
            TaskSpec.of("t2", "noop", "b").after("t1"),
            TaskSpec.of("t3", "noop", "c").after("t1"),
            TaskSpec.of("t4", "noop", "d").after("t2", "t3"),
            TaskSpec.of("t5", "noop", "e").after("t4"),
            TaskSpec.of("t6", "noop", "f").after("t5"));
    private static final Plan WAITING = Plan.of(TaskSpec.of("t1", "noop", "a")
            .approvedBy(new ApprovalPolicy(Set.of("anna"), false, Duration.ofDays(20), Optional.empty())));

    private final Path home;
    private Numbers numbers = new Numbers(0);
    private Instant now = FIRST;

    private StoreGrowth(Path home) {
        this.home = home;
    }

    /// Prints what it measures.
    ///
    /// @param args directory, finished workflows, waiting workflows
    static void main(String[] args) throws StoreException {
        new StoreGrowth(Path.of(args[0])).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void run(int finished, int waiting) throws StoreException {
        try (var store = EmbeddedWorkflowStore.open(home)) {
            numbers = new Numbers(store.lastNumber());
            timed("add " + waiting + " waiting", () -> fill(store, waiting, WAITING));
            timed("add " + finished + " finished", () -> fill(store, finished, SIX_TASKS));
        }
        long begin = System.nanoTime();
        try (var store = EmbeddedWorkflowStore.open(home)) {
            say("open", begin);
            timed("busy", () -> store.forEachBusy(_ -> {}));
            timed("list: first page", () -> store.list(WorkflowQuery.ALL));
            timed("list: one service", () -> store.list(query(Optional.empty(), "s7", Optional.empty())));
            timed("list: failed", () -> store.list(query(Optional.of(Status.FAILED), "", Optional.empty())));
            timed(
                    "list: completed, one service, one person",
                    () -> store.list(query(Optional.of(Status.COMPLETED), "s7", Optional.of("p7"))));
            timed(
                    "list: a service and a person who never met",
                    () -> store.list(query(Optional.empty(), "s7", Optional.of("p8"))));
            timed("list: nobody's", () -> store.list(query(Optional.empty(), "s7", Optional.of("nobody"))));
            timed("find the first", () -> store.find(new WorkflowId(Numbers.firstAt(FIRST))));
            timed("waking within a day", () -> store.wakingBefore(now.plus(Duration.ofDays(1)), GROUP));
            timed("commit of " + GROUP + " steps", () -> fill(store, GROUP, WAITING));
            timed("remove " + REMOVED_AT_ONCE, () -> store.removeEndedBefore(now, REMOVED_AT_ONCE));
        }
    }

    private interface Work {
        void run() throws StoreException;
    }

    private static void timed(String what, Work work) throws StoreException {
        long begin = System.nanoTime();
        work.run();
        say(what, begin);
    }

    private static void say(String what, long begin) {
        System.out.printf("%s: %.1f ms%n", what, (System.nanoTime() - begin) / 1e6);
    }

    private static WorkflowQuery query(Optional<Status> status, String service, Optional<String> by) {
        var all = WorkflowQuery.ALL;
        return new WorkflowQuery(
                status,
                service.isEmpty() ? Optional.empty() : Optional.of(service),
                all.environment(),
                by,
                all.template(),
                all.since(),
                all.until(),
                all.cursor(),
                all.limit());
    }

    private void fill(WorkflowStore store, int count, Plan plan) throws StoreException {
        var changes = new ArrayList<WorkflowStore.Change>();
        for (int i = 1; i <= count; i++) {
            changes.add(workflow(plan, i));
            if (changes.size() == GROUP || i == count) {
                long position = store.commit(changes);
                store.published(position);
                changes.clear();
                now = now.plusMillis(100);
            }
        }
    }

    private WorkflowStore.Change workflow(Plan plan, int number) {
        var request = new Request(
                "p" + number % PEOPLE,
                "",
                "microservice-rest-api",
                "",
                Map.of("service", "s" + number % SERVICES, "environment", "staging"));
        var id = new WorkflowId(numbers.next(now));
        Decision.Accepted decision =
                Workflow.start(id, new Fact.WorkflowCreated(request, plan, "", Optional.empty()), now);
        var entries = new ArrayList<>(decision.entries());
        Workflow workflow = decision.after();
        boolean fails = number % FAILED_ONE_IN == 0;
        for (TaskSpec task : plan.tasks()) {
            if (workflow.task(task.id()).orElseThrow() instanceof TaskState.Ready) {
                workflow = ask(workflow, new Intent.LeaseTask(task.id(), 1, "local", Optional.empty()), entries);
                workflow = ask(workflow, outcome(new Lease(task.id(), 1, 1), fails), entries);
            }
        }
        return new WorkflowStore.Change(entries, workflow);
    }

    private static Intent outcome(Lease lease, boolean fails) {
        return fails ? SimulatedWorkers.failure(lease, true) : new Intent.Succeed(lease, Map.of(), Report.NONE);
    }

    private Workflow ask(Workflow workflow, Intent intent, List<Entry> entries) {
        return switch (workflow.decide(intent, now)) {
            case Decision.Accepted accepted -> {
                entries.addAll(accepted.entries());
                yield accepted.after();
            }
            case Decision.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        };
    }
}
