package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps workflows in memory, and fails when a test tells it to. What it keeps survives [#close], so that a test can
/// restart the runtime on it. Meets the store's contract suite; see `MemoryStoreTest` of `testkit/contracts`.
public final class MemoryStore implements WorkflowStore {
    private final TreeMap<WorkflowId, Workflow> workflows = new TreeMap<>();
    private final TreeMap<WorkflowId, List<Entry>> histories = new TreeMap<>();
    private final List<List<HistoryFormat.Run>> commits = new ArrayList<>();
    private final Set<WorkflowId> damaged = new HashSet<>();
    private Runnable beforeCommit = () -> {};
    private @Nullable StoreException nextCommit;
    private @Nullable StoreException reading;
    private long published;
    /// The position of the last commit before the store was closed.
    private long committedBefore;

    /// Runs before each commit, on the thread that commits.
    synchronized void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /// Lets the next commit fail. When its outcome is unknown, the commit happens all the same.
    synchronized void failNextCommit(StoreException failure) {
        nextCommit = failure;
    }

    /// Lets everything that reads fail; null: no longer.
    synchronized void failReading(@Nullable StoreException failure) {
        reading = failure;
    }

    /// Makes a workflow unreadable.
    synchronized void damage(WorkflowId id) {
        damaged.add(id);
    }

    /// Up to which position everything is published.
    synchronized long published() {
        return published;
    }

    @Override
    public synchronized long commit(List<Change> changes) throws StoreException {
        beforeCommit.run();
        StoreException failure = nextCommit;
        nextCommit = null;
        if (failure != null && !failure.outcomeUnknown()) {
            throw failure;
        }
        for (Change change : changes) {
            WorkflowId id = change.after().id();
            workflows.put(id, change.after());
            histories.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(change.entries());
        }
        commits.add(changes.stream()
                .map(change -> new HistoryFormat.Run(change.after().id(), List.copyOf(change.entries())))
                .toList());
        if (failure != null) {
            throw failure;
        }
        return commits.size();
    }

    private Stream<Workflow> readable() {
        StoreException failure = reading;
        if (failure != null) {
            throw new StoreUnreadableException(failure);
        }
        return workflows.values().stream();
    }

    private Stream<Workflow> newestFirst() {
        return readable().sorted(Comparator.comparing(Workflow::id).reversed());
    }

    @Override
    public synchronized Optional<Workflow> find(WorkflowId id) {
        if (damaged.contains(id)) {
            throw new CorruptHistoryException(id + " is damaged");
        }
        return readable().filter(workflow -> workflow.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<WorkflowId> findByKey(String idempotencyKey) {
        return readable()
                .filter(workflow -> workflow.idempotencyKey().equals(idempotencyKey))
                .map(Workflow::id)
                .findFirst();
    }

    @Override
    public synchronized long lastNumber() {
        return workflows.isEmpty() ? 0 : workflows.lastKey().number();
    }

    @Override
    public synchronized List<Entry> history(WorkflowId id, long afterSequence, int limit) {
        return histories.getOrDefault(id, List.of()).stream()
                .filter(entry -> entry.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Answer<Page<WorkflowSummary>> list(WorkflowQuery query) {
        long before;
        try {
            before = query.cursor().map(Long::parseLong).orElse(Long.MAX_VALUE);
        } catch (NumberFormatException _) {
            return Refusals.refused(Answer.Code.CURSOR_INVALID, "The cursor is invalid.");
        }
        List<WorkflowSummary> found = newestFirst()
                .filter(workflow -> workflow.id().number() < before)
                .filter(workflow -> matches(query, workflow))
                .limit(query.limit() + 1L)
                .map(MemoryStore::summary)
                .toList();
        if (found.size() <= query.limit()) {
            return new Answer.Done<>(new Page<>(found, Optional.empty()));
        }
        List<WorkflowSummary> page = found.subList(0, query.limit());
        return new Answer.Done<>(
                new Page<>(page, Optional.of(Long.toString(page.getLast().id().number()))));
    }

    private static boolean matches(WorkflowQuery query, Workflow workflow) {
        var request = workflow.request();
        return query.status().map(workflow.status()::equals).orElse(true)
                && query.service().map(request.service()::equals).orElse(true)
                && query.environment().map(request.environment()::equals).orElse(true)
                && query.requestedBy().map(request.requestedBy()::equals).orElse(true)
                && query.template().map(request.template()::equals).orElse(true)
                && query.since()
                        .map(since -> !workflow.createdAt().isBefore(since))
                        .orElse(true)
                && query.until().map(workflow.createdAt()::isBefore).orElse(true);
    }

    private static WorkflowSummary summary(Workflow workflow) {
        return new WorkflowSummary(
                workflow.id(),
                workflow.status(),
                workflow.request().requestedBy(),
                workflow.request().template(),
                workflow.request().service(),
                workflow.request().environment(),
                workflow.createdAt(),
                workflow.endedAt());
    }

    @Override
    public synchronized List<Workflow> failed(long beforeNumber, int limit) {
        return newestFirst()
                .filter(workflow -> workflow.status() == Status.FAILED)
                .filter(workflow -> workflow.id().number() < beforeNumber)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Wake> wakingBefore(Instant then, int limit) {
        return readable()
                .flatMap(workflow -> workflow.wakeAt().stream().map(at -> new Wake(workflow.id(), at)))
                .filter(wake -> wake.at().isBefore(then))
                .sorted(Comparator.comparing(Wake::at).thenComparing(Wake::workflow))
                .limit(limit)
                .toList();
    }

    @Override
    public void forEachBusy(Consumer<WorkflowId> action) {
        List<WorkflowId> busy;
        synchronized (this) {
            busy = readable().filter(MemoryStore::isBusy).map(Workflow::id).toList();
        }
        busy.forEach(action);
    }

    private static boolean isBusy(Workflow workflow) {
        return workflow.tasks().stream()
                .anyMatch(task -> task instanceof TaskState.Ready || task instanceof TaskState.Running);
    }

    @Override
    public synchronized int removeEndedBefore(Instant then, int limit) {
        List<WorkflowId> old = readable()
                .filter(workflow -> workflow.endedAt().filter(then::isAfter).isPresent())
                .map(Workflow::id)
                .limit(limit)
                .toList();
        old.forEach(workflows::remove);
        old.forEach(histories::remove);
        return old.size();
    }

    @Override
    public void forEachUnpublished(Consumer<Unpublished> action) {
        Map<Long, List<HistoryFormat.Run>> rest = new TreeMap<>();
        synchronized (this) {
            for (long position = published + 1; position <= committedBefore; position++) {
                rest.put(position, commits.get((int) position - 1));
            }
        }
        rest.forEach((position, runs) -> action.accept(new Unpublished(position, runs)));
    }

    @Override
    public synchronized void published(long position) {
        published = Math.max(published, position);
    }

    @Override
    public synchronized void close() {
        committedBefore = commits.size();
    }
}
