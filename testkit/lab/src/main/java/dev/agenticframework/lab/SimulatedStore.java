package dev.agenticframework.lab;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.HistoryFormat;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtime.WorkflowSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A store whose disk is a list of byte arrays in the format of the real one. It fails on request.
final class SimulatedStore implements WorkflowStore {
    private final List<byte[]> disk = new ArrayList<>();
    private final TreeMap<WorkflowId, Workflow> workflows = new TreeMap<>();
    private final Map<WorkflowId, List<Entry>> histories = new HashMap<>();
    private final Map<String, WorkflowId> keys = new HashMap<>();
    private final Consumer<List<Change>> observer;
    private Failing next = Failing.NOT;

    /// How the next commit goes wrong.
    enum Failing {
        NOT,
        BEFORE,
        AFTER
    }

    /// @param observer is shown every commit that happens, whether it is reported as such or not
    SimulatedStore(Consumer<List<Change>> observer) {
        this.observer = observer;
    }

    void failNext(Failing how) {
        next = how;
    }

    /// The process dies: what is left is what is on the disk.
    void crash() {
        workflows.clear();
        histories.clear();
        keys.clear();
        for (byte[] group : disk) {
            HistoryFormat.readGroup(group).forEach(run -> apply(run.workflow(), run.entries()));
        }
    }

    /// A disk that loses what it said it had kept: for simulations of broken stores.
    void loseLastCommit() {
        if (!disk.isEmpty()) {
            disk.removeLast();
        }
    }

    private void apply(WorkflowId id, List<Entry> entries) {
        Workflow workflow = workflows.get(id);
        for (Entry entry : entries) {
            workflow = workflow == null ? Workflow.begin(id, entry) : workflow.replay(entry);
        }
        if (workflow != null) {
            keep(workflow, entries);
        }
    }

    private void keep(Workflow workflow, List<Entry> entries) {
        workflows.put(workflow.id(), workflow);
        histories.computeIfAbsent(workflow.id(), _ -> new ArrayList<>()).addAll(entries);
        if (!workflow.idempotencyKey().isEmpty()) {
            keys.put(workflow.idempotencyKey(), workflow.id());
        }
    }

    @Override
    public long commit(List<Change> changes) throws StoreException {
        Failing how = next;
        next = Failing.NOT;
        if (how == Failing.BEFORE) {
            throw failure(false);
        }
        disk.add(HistoryFormat.writeGroup(changes));
        changes.forEach(change -> keep(change.after(), change.entries()));
        observer.accept(changes);
        if (how == Failing.AFTER) {
            throw failure(true);
        }
        return disk.size();
    }

    private static StoreException failure(boolean unknown) {
        return new StoreException(Answer.Code.STORE_UNAVAILABLE, "simulated", new IOException("simulated"), unknown);
    }

    @Override
    public Optional<Workflow> find(WorkflowId id) {
        return Optional.ofNullable(workflows.get(id));
    }

    @Override
    public Optional<WorkflowId> findByKey(String idempotencyKey) {
        return Optional.ofNullable(keys.get(idempotencyKey));
    }

    @Override
    public long lastNumber() {
        return workflows.isEmpty() ? 0 : workflows.lastKey().number();
    }

    @Override
    public List<Entry> history(WorkflowId id, long afterSequence, int limit) {
        return histories.getOrDefault(id, List.of()).stream()
                .filter(entry -> entry.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public Answer<Page<WorkflowSummary>> list(WorkflowQuery query) {
        return new Answer.Done<>(new Page<>(List.of(), Optional.empty()));
    }

    @Override
    public List<Workflow> failed(long beforeNumber, int limit) {
        return workflows.values().stream()
                .filter(workflow -> workflow.status() == Status.FAILED)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Wake> wakingBefore(Instant then, int limit) {
        var wakes = new ArrayList<Wake>();
        for (Workflow workflow : workflows.values()) {
            workflow.wakeAt().filter(at -> at.isBefore(then)).ifPresent(at -> wakes.add(new Wake(workflow.id(), at)));
        }
        wakes.sort(Comparator.comparing(Wake::at).thenComparing(Wake::workflow));
        return wakes;
    }

    @Override
    public void forEachBusy(Consumer<WorkflowId> action) {
        for (Workflow workflow : List.copyOf(workflows.values())) {
            boolean busy = workflow.tasks().stream()
                    .anyMatch(task -> task instanceof TaskState.Ready || task instanceof TaskState.Running);
            if (busy) {
                action.accept(workflow.id());
            }
        }
    }

    List<Workflow> all() {
        return List.copyOf(workflows.values());
    }

    @Override
    public int removeEndedBefore(Instant then, int limit) {
        return 0;
    }

    @Override
    public void forEachUnpublished(Consumer<Unpublished> action) {}

    @Override
    public void published(long position) {}

    @Override
    public void close() {}
}
