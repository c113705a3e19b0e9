package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.CorruptHistoryException;
import dev.agenticframework.runtime.HistoryFormat;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.StoreUnreadableException;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtime.WorkflowSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps workflows in a directory. A commit is one group in the [Journal]. A checkpoint, in the background, moves the
/// contents of the journal to the [WorkflowTable] in one large transaction and releases the journal. A workflow that
/// starts and ends between two checkpoints costs one row. In memory are the workflows that have not reached the table,
/// and those used since the last checkpoint; all others are only on disk.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
public final class EmbeddedWorkflowStore implements WorkflowStore {
    /// The size of a journal segment, and of the journal when a checkpoint starts.
    static final int SEGMENT_BYTES = 2 << 20;
    /// The size of the journal at which commits are refused, because no checkpoint has succeeded.
    static final long MAX_JOURNAL_BYTES = 64L << 20;
    /// How many workflows may wait for a checkpoint before commits wait.
    static final int MAX_DIRTY = 8_000;
    /// How many workflows that have not ended stay in memory after a checkpoint.
    static final int MAX_KEPT = 6_000;
    private static final long PATIENCE_MILLIS = 5;
    private static final String TABLE = "workflows.db";
    private static final String JOURNAL = "journal";
    /// Locked while the store is copied.
    private static final String COPYING = "copying.lock";

    private final Path directory;
    private final LockFile lock;
    private final Journal journal;
    private final WorkflowTable table;
    private final WorkflowReader reader;
    private final ConcurrentHashMap<Long, Hot> hot = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, WorkflowId> keys = new ConcurrentHashMap<>();
    private final Object dirtyLock = new Object();
    private final ReentrantLock tableLock = new ReentrantLock();
    private final AtomicBoolean checkpointing = new AtomicBoolean();
    private List<Journal.Group> unpublished = List.of();
    private Set<Long> dirty = new HashSet<>();
    private Set<Long> idle = new HashSet<>();
    private long committed;
    private final AtomicLong published = new AtomicLong();
    private volatile @Nullable StoreException lastFailure;
    private long bytesAtCheckpoint;

    private EmbeddedWorkflowStore(
            Path directory, LockFile lock, Journal journal, WorkflowTable table, WorkflowReader reader) {
        this.directory = directory;
        this.lock = lock;
        this.journal = journal;
        this.table = table;
        this.reader = reader;
    }

    /// Opens the store in a directory, which is created if missing, and recovers its state.
    ///
    /// @throws StoreException when another process has it open, or it cannot be read or written
    /// @throws CorruptHistoryException when what is on disk was damaged
    public static EmbeddedWorkflowStore open(Path directory) throws StoreException {
        try {
            Files.createDirectories(directory);
            LockFile lock = LockFile.tryTake(directory.resolve("lock"))
                    .orElseThrow(() -> new IOException(directory + " is in use by another process"));
            boolean opened = false;
            try {
                var store = open(directory, lock);
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (SQLException | IOException e) {
            throw Failures.of(directory, e);
        }
    }

    /// Copies the store in a directory, which another process may have open. The copy has all commits that were
    /// acknowledged before, and is a state that the store had.
    ///
    /// @param copy a directory that is missing or empty
    /// @throws StoreException when the store cannot be read or the copy cannot be written
    /// @throws CorruptHistoryException when what is on disk was damaged
    public static void copy(Path directory, Path copy) throws StoreException, InterruptedException {
        try (LockFile _ = LockFile.take(directory.resolve(COPYING))) {
            Files.createDirectories(copy);
            Path table = copy.resolve(TABLE);
            Sqlite.copy(directory.resolve(TABLE), table);
            long needed = Sqlite.read(table, "SELECT min(value) FROM meta WHERE name IN ('applied', 'published')");
            Journal.copy(directory.resolve(JOURNAL), copy.resolve(JOURNAL), SEGMENT_BYTES, needed);
        } catch (SQLException | IOException e) {
            throw Failures.of(directory, e);
        }
    }

    private static EmbeddedWorkflowStore open(Path directory, LockFile lock)
            throws SQLException, IOException, StoreException {
        Path file = directory.resolve(TABLE);
        var table = new WorkflowTable(Sqlite.writer(file));
        var groups = new ArrayList<Journal.Group>();
        long applied = table.meta("applied");
        long published = table.meta("published");
        Journal journal = Journal.open(directory.resolve(JOURNAL), SEGMENT_BYTES, Math.min(applied, published), groups);
        var store = new EmbeddedWorkflowStore(directory, lock, journal, table, new WorkflowReader(file));
        store.published.set(published);
        store.unpublished =
                groups.stream().filter(group -> group.number() > published).toList();
        store.recover(groups, applied);
        return store;
    }

    private void recover(List<Journal.Group> groups, long applied) throws StoreException {
        for (Journal.Group group : groups) {
            if (group.number() > applied) {
                var changes = new ArrayList<Change>();
                HistoryFormat.readGroup(group.bytes()).forEach(run -> recover(run, changes));
                apply(changes, group.number());
                if (dirtyCount() > MAX_DIRTY) {
                    flush();
                }
            }
        }
        committed = Math.max(applied, journal.lastGroup());
        flush();
    }

    /// Applies a group. The table can be ahead of the group that it reports as applied, so entries that it has
    /// are skipped.
    private void recover(HistoryFormat.Run run, List<Change> changes) {
        Workflow known = find(run.workflow()).orElse(null);
        var fresh = new ArrayList<Entry>();
        Workflow after = known;
        for (Entry entry : run.entries()) {
            if (after == null) {
                after = Workflow.begin(run.workflow(), entry);
                fresh.add(entry);
            } else if (entry.sequence() > after.sequence()) {
                after = after.replay(entry);
                fresh.add(entry);
            }
        }
        if (after != null && !fresh.isEmpty()) {
            changes.add(new Change(fresh, after));
        }
    }

    @Override
    public long commit(List<Change> changes) throws StoreException {
        requireRoom();
        try {
            long group = journal.append(HistoryFormat.writeGroup(changes));
            apply(changes, group);
            checkpointWhenDue();
            return group;
        } catch (IOException e) {
            throw Failures.of(directory, e);
        }
    }

    private void apply(List<Change> changes, long group) {
        synchronized (dirtyLock) {
            for (Change change : changes) {
                long number = change.after().id().number();
                hot.compute(
                        number,
                        (_, now) -> now == null
                                ? new Hot(change.after(), change.entries())
                                : now.with(change.after(), change.entries()));
                dirty.add(number);
                String key = change.after().idempotencyKey();
                if (!key.isEmpty() && change.entries().getFirst().sequence() == 1) {
                    keys.put(key, change.after().id());
                }
            }
            committed = group;
        }
    }

    private void requireRoom() throws StoreException {
        StoreException failure = lastFailure;
        if (failure != null && journal.bytes() > MAX_JOURNAL_BYTES) {
            checkpointWhenDue();
            throw failure;
        }
        while (checkpointing.get() && dirtyCount() > MAX_DIRTY) {
            try {
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int dirtyCount() {
        synchronized (dirtyLock) {
            return dirty.size();
        }
    }

    private void checkpointWhenDue() {
        if (journal.bytes() - bytesAtCheckpoint > SEGMENT_BYTES && checkpointing.compareAndSet(false, true)) {
            journal.rotate();
            Thread.ofPlatform().name("checkpoint").start(() -> {
                try {
                    flush();
                } catch (StoreException e) {
                    lastFailure = e;
                } catch (RuntimeException | Error e) {
                    lastFailure = new StoreException(
                            Answer.Code.STORE_UNAVAILABLE, "Cannot write to '" + directory + "': " + e, e);
                } finally {
                    bytesAtCheckpoint = lastFailure == null ? 0 : journal.bytes();
                    checkpointing.set(false);
                }
            });
        }
    }

    /// Moves all committed entries to the table.
    void flush() throws StoreException {
        tableLock.lock();
        try {
            Set<Long> ids;
            long upTo;
            synchronized (dirtyLock) {
                ids = dirty;
                upTo = committed;
                dirty = new HashSet<>();
            }
            write(ids, upTo);
        } finally {
            tableLock.unlock();
        }
    }

    private void write(Set<Long> ids, long upTo) throws StoreException {
        Map<Long, Hot> taken = HashMap.newHashMap(ids.size());
        for (Long id : ids.stream().sorted().toList()) {
            Hot one = hot.get(id);
            if (one != null && one.isDirty()) {
                taken.put(id, one);
            }
        }
        long reported = published.get();
        writeTable(taken, ids, upTo, reported);
        taken.forEach(this::written);
        letIdleGo(taken.keySet());
        try {
            release(Math.min(upTo, reported));
            lastFailure = null;
        } catch (IOException e) {
            throw Failures.of(directory, e);
        }
    }

    /// Writes to the table. Whatever prevents that, also a lack of memory, the next attempt writes the same.
    private void writeTable(Map<Long, Hot> taken, Set<Long> ids, long upTo, long reported) throws StoreException {
        boolean isWritten = false;
        try {
            table.write(List.copyOf(taken.values()), upTo, reported);
            isWritten = true;
        } catch (SQLException e) {
            throw Failures.of(directory, e);
        } finally {
            if (!isWritten) {
                synchronized (dirtyLock) {
                    dirty.addAll(ids);
                }
            }
        }
    }

    /// The workflows whose last entries the table does not have, because it cannot be written. Empty otherwise.
    private List<Workflow> unwritten() {
        try {
            flush();
            return List.of();
        } catch (StoreException e) {
            return hot.values().stream().filter(Hot::isDirty).map(Hot::workflow).toList();
        }
    }

    /// Releases the journal up to a group, unless someone copies it: a later checkpoint releases it then.
    private void release(long upTo) throws IOException {
        Optional<LockFile> nobodyCopies = LockFile.tryTake(directory.resolve(COPYING));
        if (nobodyCopies.isPresent()) {
            try (LockFile _ = nobodyCopies.get()) {
                journal.release(upTo);
            }
        }
    }

    private void written(long id, Hot was) {
        hot.computeIfPresent(id, (_, now) -> {
            Hot rest = now.flushedUpTo(was.workflow().sequence());
            boolean kept = !rest.hasEnded() && hot.size() <= MAX_KEPT;
            return rest.isDirty() || kept ? rest : null;
        });
        String key = was.workflow().idempotencyKey();
        if (!key.isEmpty()) {
            keys.remove(key);
        }
    }

    /// Drops from memory what was not used between two checkpoints.
    private void letIdleGo(Set<Long> used) {
        for (Long id : idle) {
            if (!used.contains(id)) {
                hot.computeIfPresent(id, (_, now) -> now.isDirty() ? now : null);
            }
        }
        idle = new HashSet<>(used);
    }

    @Override
    public Optional<Workflow> find(WorkflowId id) {
        Hot one = hot.get(id.number());
        if (one != null) {
            return Optional.of(one.workflow());
        }
        return read(() -> reader.workflow(id));
    }

    @Override
    public Optional<WorkflowId> findByKey(String idempotencyKey) {
        WorkflowId id = keys.get(idempotencyKey);
        return id == null ? read(() -> reader.byKey(idempotencyKey)) : Optional.of(id);
    }

    @Override
    public long lastNumber() {
        return read(() -> reader.ids("SELECT coalesce(max(id), 0) FROM workflow"))
                .getFirst();
    }

    @Override
    public List<Entry> history(WorkflowId id, long afterSequence, int limit) {
        Hot one = hot.get(id.number());
        List<Entry> tail = one == null ? List.of() : one.unflushed();
        if (!tail.isEmpty() && tail.getFirst().sequence() <= afterSequence + 1) {
            return page(tail, afterSequence, limit);
        }
        if (one != null && one.workflow().sequence() <= afterSequence) {
            return List.of();
        }
        var all = new ArrayList<>(read(() -> reader.history(id)));
        long last = all.isEmpty() ? 0 : all.getLast().sequence();
        tail.stream().filter(entry -> entry.sequence() > last).forEach(all::add);
        return page(all, afterSequence, limit);
    }

    /// @param entries without a gap
    private static List<Entry> page(List<Entry> entries, long afterSequence, int limit) {
        if (entries.isEmpty()) {
            return List.of();
        }
        long skipped = Math.clamp(afterSequence + 1 - entries.getFirst().sequence(), 0, entries.size());
        long end = Math.min(skipped + limit, entries.size());
        return List.copyOf(entries.subList((int) skipped, (int) end));
    }

    @Override
    public Answer<Page<WorkflowSummary>> list(WorkflowQuery query) {
        long before = Long.MAX_VALUE;
        if (query.cursor().isPresent()) {
            try {
                before = Long.parseLong(query.cursor().get(), Character.MAX_RADIX);
            } catch (NumberFormatException e) {
                return new Answer.Refused<>(
                        Answer.Code.CURSOR_INVALID, "The cursor does not come from a page of this list.");
            }
        }
        long from = before;
        var unwritten = new Unwritten(unwritten());
        return new Answer.Done<>(unwritten.over(read(() -> reader.list(query, from)), query, from));
    }

    @Override
    public List<Workflow> failed(long beforeNumber, int limit) {
        var unwritten = new Unwritten(unwritten());
        String sql = "SELECT id FROM workflow INDEXED BY by_status WHERE status=" + Status.FAILED.ordinal()
                + " AND id<? ORDER BY id DESC LIMIT ?";
        var stored = read(() -> reader.ids(sql, beforeNumber, limit + unwritten.size()));
        var workflows = new ArrayList<Workflow>();
        for (long id : unwritten.failed(stored, beforeNumber)) {
            find(new WorkflowId(id))
                    .filter(workflow -> workflow.status() == Status.FAILED && workflows.size() < limit)
                    .ifPresent(workflows::add);
        }
        return workflows;
    }

    /// The number of workflows in the table.
    public long count() {
        return read(() -> reader.ids("SELECT count(*) FROM workflow")).getFirst();
    }

    @Override
    public List<Wake> wakingBefore(Instant then, int limit) {
        var wakes = new ArrayList<Wake>();
        for (Wake wake : read(() -> reader.wakes(then, limit))) {
            if (!hot.containsKey(wake.workflow().number())) {
                wakes.add(wake);
            }
        }
        for (Hot one : hot.values()) {
            one.workflow()
                    .wakeAt()
                    .filter(at -> at.isBefore(then))
                    .ifPresent(at -> wakes.add(new Wake(one.workflow().id(), at)));
        }
        return wakes;
    }

    @Override
    public void forEachBusy(Consumer<WorkflowId> action) {
        final int batch = 1_000;
        long last = -1;
        while (true) {
            long after = last;
            List<Long> ids = read(() -> reader.ids(
                    "SELECT id FROM workflow INDEXED BY by_busy WHERE busy=1 AND id>? ORDER BY id LIMIT " + batch,
                    after));
            for (long id : ids) {
                action.accept(new WorkflowId(id));
                last = id;
            }
            if (ids.size() < batch) {
                return;
            }
        }
    }

    @Override
    public int removeEndedBefore(Instant then, int limit) throws StoreException {
        flush();
        tableLock.lock();
        try {
            return table.removeEndedBefore(then, limit, hot::containsKey);
        } catch (SQLException e) {
            throw Failures.of(directory, e);
        } finally {
            tableLock.unlock();
        }
    }

    @Override
    public void forEachUnpublished(Consumer<Unpublished> action) {
        for (Journal.Group group : unpublished) {
            action.accept(new Unpublished(group.number(), HistoryFormat.readGroup(group.bytes())));
        }
        unpublished = List.of();
    }

    @Override
    public void published(long position) {
        published.accumulateAndGet(position, Math::max);
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new StoreUnreadableException(Failures.of(directory, e));
        }
    }

    @Override
    public void close() {
        try {
            while (checkpointing.get()) {
                Thread.onSpinWait();
            }
            flush();
        } catch (StoreException e) {
            lastFailure = e;
        }
        try {
            reader.close();
            table.close();
            journal.close();
            lock.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The store could not be closed: " + e.getMessage(), e);
        }
    }
}
