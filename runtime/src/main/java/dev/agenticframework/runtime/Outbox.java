package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Publishes the events of durable changes, in order, on its own thread. The history is the outbox: the store only
/// keeps how far it is published, and the next start publishes the rest.
final class Outbox implements AutoCloseable {
    private static final int MAX_CHANGES_AT_ONCE = 256;
    private static final Committed WAKE_UP = new Committed(0, List.of());

    private final WorkflowStore store;
    private final EventBus bus;
    private final BlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    private record Committed(long position, List<WorkflowStore.Change> changes) {}

    Outbox(WorkflowStore store, EventBus bus) {
        this.store = store;
        this.bus = bus;
        this.thread = Thread.ofVirtual().name("outbox").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(long position, List<WorkflowStore.Change> changes) {
        if (queue.isEmpty() && !bus.hasRules()) {
            store.published(position);
        } else {
            queue.add(new Committed(position, changes));
        }
    }

    /// Publishes what an earlier process left, then what is added.
    private void run() {
        store.forEachUnpublished(this::publish);
        var taken = new ArrayList<Committed>();
        while (!stopping) {
            try {
                taken.add(queue.take());
            } catch (InterruptedException _) {
                return;
            }
            queue.drainTo(taken, MAX_CHANGES_AT_ONCE);
            taken.forEach(this::publish);
            taken.clear();
        }
    }

    private void publish(WorkflowStore.Unpublished one) {
        if (stopping) {
            return;
        }
        for (HistoryFormat.Run run : one.runs()) {
            store.find(run.workflow()).ifPresent(workflow -> publish(workflow, run.entries()));
        }
        store.published(one.position());
    }

    private void publish(Committed one) {
        if (stopping) {
            return;
        }
        for (WorkflowStore.Change change : one.changes()) {
            publish(change.after(), change.entries());
        }
        store.published(one.position());
    }

    private void publish(Workflow workflow, List<Entry> entries) {
        if (bus.hasRules()) {
            for (Entry entry : entries) {
                bus.publish(WorkflowEvents.of(workflow, entry));
            }
        }
    }

    /// Finishes the publication that is under way, and stops.
    @Override
    public void close() {
        stopping = true;
        queue.add(WAKE_UP);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
