package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Publishes the events of what has become durable, in that order, on its own thread. The history is the outbox: only
/// how far it is published has to be stored, and what was not published before a stop or a crash is published at the
/// next start.
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

    /// Publishes first what an earlier process left over.
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

    /// Lets the event be delivered that is being delivered, and stops.
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
