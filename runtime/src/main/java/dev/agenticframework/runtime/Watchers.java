package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Notifies those who follow a workflow. They learn only that there is more, and read it from the history, so that
/// nothing is lost, repeated or buffered.
final class Watchers {
    private static final int MAX_ENTRIES_AT_ONCE = 1_000;

    private final WorkflowStore store;
    private final ConcurrentHashMap<WorkflowId, Set<Watcher>> watchers = new ConcurrentHashMap<>();

    Watchers(WorkflowStore store) {
        this.store = store;
    }

    Subscription watch(WorkflowId id, long afterSequence) {
        var watcher = new Watcher(id, afterSequence);
        watchers.computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet()).add(watcher);
        return watcher;
    }

    void changed(WorkflowId id) {
        if (!watchers.isEmpty()) {
            Set<Watcher> those = watchers.get(id);
            if (those != null) {
                those.forEach(watcher -> watcher.news.release());
            }
        }
    }

    private final class Watcher implements Subscription {
        private final WorkflowId id;
        private final Semaphore news = new Semaphore(0);
        private long seen;

        Watcher(WorkflowId id, long seen) {
            this.id = id;
            this.seen = seen;
        }

        @Override
        public List<Entry> next(Duration patience) throws InterruptedException {
            news.drainPermits();
            List<Entry> more = store.history(id, seen, MAX_ENTRIES_AT_ONCE);
            if (more.isEmpty() && news.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                more = store.history(id, seen, MAX_ENTRIES_AT_ONCE);
            }
            if (!more.isEmpty()) {
                seen = more.getLast().sequence();
            }
            return more;
        }

        @Override
        public void close() {
            watchers.computeIfPresent(id, (_, those) -> {
                those.remove(this);
                return those.isEmpty() ? null : those;
            });
        }
    }
}
