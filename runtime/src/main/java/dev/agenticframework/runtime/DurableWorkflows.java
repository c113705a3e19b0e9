package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Runs workflows in one process: a writer decides, agents work, an outbox publishes, and a store keeps everything.
public final class DurableWorkflows implements Workflows, AutoCloseable {
    private static final int MAX_HISTORY_PAGE = 10_000;

    private final WorkflowStore store;
    private final InstantSource clock;
    private final RuntimeSettings settings;
    private final LocalWorkers local;
    private final RemoteWorkers remote;
    private final Watchers watchers;
    private final Outbox outbox;
    private final Shell shell;
    private final Thread thread;

    private DurableWorkflows(
            WorkflowStore store,
            EventBus bus,
            ArtifactStore artifacts,
            InstantSource clock,
            RuntimeSettings settings,
            Rules rules,
            List<Agent> agents) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        Map<String, Agent> byName = new HashMap<>();
        agents.forEach(agent -> byName.put(agent.name(), agent));
        watchers = new Watchers(store);
        outbox = new Outbox(store, bus);
        Map<String, Integer> slots = new HashMap<>();
        byName.keySet().forEach(agent -> slots.put(agent, settings.limitOf(agent)));
        local = new LocalWorkers(byName, slots, artifacts, clock);
        remote = new RemoteWorkers(clock);
        var crew = new Crew(local, remote);
        var engine = Shell.Engine.under(rules);
        shell = new Shell(store, clock, engine, crew, slots, settings.environmentLimits(), this::committed);
        thread = Thread.ofPlatform().name("workflow-writer").unstarted(shell::run);
    }

    private void committed(long position, List<WorkflowStore.Change> changes) {
        changes.forEach(change -> watchers.changed(change.after().id()));
        outbox.add(position, changes);
    }

    /// Starts the runtime on a store: continues unfinished work, publishes the remaining events, and
    /// accepts requests.
    ///
    /// @param store not used by anyone else
    /// @param bus receives the events
    /// @param artifacts keeps the logs of tasks
    /// @param clock tells the time
    /// @param settings limits
    /// @param rules what tasks need before they start
    /// @param agents work in this process
    /// @param signals brings the signals of the adapters that suspended tasks wait for
    public static DurableWorkflows start(
            WorkflowStore store,
            EventBus bus,
            ArtifactStore artifacts,
            InstantSource clock,
            RuntimeSettings settings,
            Rules rules,
            List<Agent> agents,
            SignalBox signals) {
        var runtime = new DurableWorkflows(store, bus, artifacts, clock, settings, rules, agents);
        runtime.local.serve(runtime.shell);
        signals.serve(runtime.shell, runtime.local.logs());
        runtime.remote.serve(runtime.shell);
        runtime.outbox.start();
        runtime.thread.start();
        return runtime;
    }

    /// The workers of other processes, which join here.
    public RemoteWorkers remoteWorkers() {
        return remote;
    }

    @Override
    public Answer<Started> start(StartRequest request) {
        if (shell.queued() > settings.maxQueued()) {
            return Refusals.refused(Answer.Code.OVERLOADED, "Too many requests are waiting.");
        }
        return shell.start(request).join();
    }

    private Answer<Workflow> ask(WorkflowId id, Intent intent) {
        return shell.ask(id, intent).join();
    }

    @Override
    public Answer<Workflow> find(WorkflowId id) {
        return store.find(id).<Answer<Workflow>>map(Answer.Done::new).orElseGet(() -> Refusals.notFound(id));
    }

    @Override
    public Answer<Page<WorkflowSummary>> list(WorkflowQuery query) {
        return store.list(query);
    }

    @Override
    public Answer<List<Entry>> history(WorkflowId id, long afterSequence, int limit) {
        return find(id).map(_ -> store.history(id, afterSequence, Math.min(limit, MAX_HISTORY_PAGE)));
    }

    @Override
    public Answer<Subscription> subscribe(WorkflowId id, long afterSequence) {
        return find(id).map(_ -> watchers.watch(id, afterSequence));
    }

    @Override
    public Answer<Workflow> pause(WorkflowId id, Principal by) {
        return ask(id, new Intent.Pause(by.name()));
    }

    @Override
    public Answer<Workflow> resume(WorkflowId id, Principal by) {
        return ask(id, new Intent.Resume(by.name()));
    }

    @Override
    public Answer<Workflow> cancel(WorkflowId id, Principal by, String reason) {
        return ask(id, new Intent.Cancel(by.name(), reason));
    }

    @Override
    public Answer<Workflow> retry(WorkflowId id, Optional<TaskId> from, Principal by) {
        return ask(id, new Intent.Retry(from, by.name()));
    }

    @Override
    public Answer<Workflow> approve(WorkflowId id, TaskId task, Principal by, String digest, String comment) {
        return ask(id, new Intent.Approve(task, by, digest, comment));
    }

    @Override
    public Answer<Workflow> deny(WorkflowId id, TaskId task, Principal by, String digest, String comment) {
        return ask(id, new Intent.Deny(task, by, digest, comment));
    }

    @Override
    public Answer<Workflow> signal(WorkflowId id, TaskId task, String handle, String payload) {
        return ask(id, new Intent.Signal(task, handle, payload));
    }

    @Override
    public Answer<Advice> heartbeat(WorkflowId id, Lease lease, int percent, String note) {
        return ask(id, new Intent.Heartbeat(lease, percent, note)).map(DurableWorkflows::advice);
    }

    private static Advice advice(Workflow workflow) {
        return switch (workflow.status()) {
            case PAUSED -> Advice.PAUSE;
            case CANCELLING -> Advice.STOP;
            case IN_PROGRESS, WAITING_APPROVAL, COMPENSATING, COMPLETED, FAILED, CANCELLED -> Advice.CONTINUE;
        };
    }

    @Override
    public Answer<Page<DeadLetter>> deadLetters(Optional<String> cursor, int limit) {
        return DeadLetters.page(store, cursor, limit);
    }

    @Override
    public Answer<Workflow> replay(WorkflowId id, TaskId task, Principal by) {
        return retry(id, Optional.of(task), by);
    }

    @Override
    public Answer<Integer> removeEndedBefore(Duration age, int limit) {
        try {
            return new Answer.Done<>(store.removeEndedBefore(clock.instant().minus(age), limit));
        } catch (StoreException e) {
            return Refusals.refused(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /// Passes on every artifact and build that workflows refer to, anywhere in their histories.
    ///
    /// @param which the workflows to read
    /// @param each receives `sha256:...`, some several times
    /// @return refused when the workflows cannot be read; then references are missing
    public Answer<Integer> references(Predicate<WorkflowSummary> which, Consumer<String> each) {
        return new References(store).forEach(which, each);
    }

    @Override
    public Answer<List<String>> log(WorkflowId id, TaskId task, int afterLine) {
        return find(id).map(_ -> local.logs()
                .find(id, task)
                .map(log -> log.linesAfter(afterLine))
                .orElseGet(ArrayList::new));
    }

    /// Decides about the requests that wait, and stops. Running tasks are interrupted, and delivered again at the
    /// next start.
    @Override
    public void close() {
        // First, because an event can start a workflow, and that start must not be refused.
        outbox.close();
        shell.stop();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        local.close();
        remote.close();
        store.close();
    }
}
