package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Publishes the events of what has become durable, in that order, on a thread of its own. The history is the
/// outbox: how far it is published is all that has to be kept, and what was not reported as published before a
/// crash is published again.
final class Outbox implements AutoCloseable {
    private static final int MAX_CHANGES_AT_ONCE = 256;

    private final WorkflowStore store;
    private final EventBus bus;
    private final BlockingQueue<Unpublished> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    private record Unpublished(long position, List<WorkflowStore.Change> changes) {}

    Outbox(WorkflowStore store, EventBus bus) {
        this.store = store;
        this.bus = bus;
        this.thread = Thread.ofVirtual().name("outbox").unstarted(this::run);
    }

    /// Publishes first what was left over.
    void start() {
        for (WorkflowStore.Unpublished one : store.unpublished()) {
            queue.add(
                    new Unpublished(one.position(), List.of(new WorkflowStore.Change(one.entries(), one.workflow()))));
        }
        thread.start();
    }

    void add(long position, List<WorkflowStore.Change> changes) {
        if (queue.isEmpty() && !bus.hasRules()) {
            store.published(position);
        } else {
            queue.add(new Unpublished(position, changes));
        }
    }

    private void run() {
        var taken = new ArrayList<Unpublished>();
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

    private void publish(Unpublished one) {
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

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
