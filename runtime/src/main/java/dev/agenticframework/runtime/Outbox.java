package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.host.Supervised;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Publishes the events of durable changes, in order, in a supervised loop. The history is the outbox: the store only
/// keeps how far it is published, and the next start publishes the rest. A commit whose events cannot be published is
/// tried a few times, reported and passed over, so that those after it are not held up.
final class Outbox implements AutoCloseable {
    private static final int MAX_CHANGES_AT_ONCE = 256;
    private static final Committed WAKE_UP = new Committed(0, List.of());
    static final int MAX_ATTEMPTS = 3;
    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

    private final WorkflowStore store;
    private final EventBus bus;
    private final BlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
    private final Supervised loop = Supervised.every("outbox", Duration.ZERO, this::turn);
    private final ArrayDeque<Committed> taken = new ArrayDeque<>();
    private boolean caughtUp;
    private volatile boolean stopping;

    private record Committed(long position, List<WorkflowStore.Change> changes) {}

    Outbox(WorkflowStore store, EventBus bus) {
        this.store = store;
        this.bus = bus;
    }

    void start() {
        loop.start();
    }

    void add(long position, List<WorkflowStore.Change> changes) {
        if (queue.isEmpty() && !bus.hasRules()) {
            store.published(position);
        } else {
            queue.add(new Committed(position, changes));
        }
    }

    /// Publishes what an earlier process left, or else what was added. What an error interrupts is published again.
    private void turn() throws InterruptedException {
        if (!caughtUp) {
            store.forEachUnpublished(this::publish);
            caughtUp = true;
        }
        if (stopping) {
            return;
        }
        if (taken.isEmpty()) {
            taken.add(queue.take());
            queue.drainTo(taken, MAX_CHANGES_AT_ONCE);
        }
        while (!taken.isEmpty()) {
            publish(taken.getFirst());
            taken.removeFirst();
        }
    }

    private void publish(WorkflowStore.Unpublished one) {
        publish(one.position(), () -> {
            for (HistoryFormat.Run run : one.runs()) {
                store.find(run.workflow()).ifPresent(workflow -> publish(workflow, run.entries()));
            }
        });
    }

    private void publish(Committed one) {
        publish(one.position(), () -> {
            for (WorkflowStore.Change change : one.changes()) {
                publish(change.after(), change.entries());
            }
        });
    }

    private void publish(long position, Runnable publication) {
        if (stopping) {
            return;
        }
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                publication.run();
                break;
            } catch (RuntimeException | StackOverflowError e) {
                if (attempt == MAX_ATTEMPTS) {
                    LOG.log(System.Logger.Level.ERROR, "The events of commit " + position + " are not published", e);
                }
            }
        }
        store.published(position);
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
            loop.finish();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
