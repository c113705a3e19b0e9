package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final RecordedBus bus = new RecordedBus();

    /// Hands over what is published, to whoever takes it.
    private static final class RecordedBus implements EventBus {
        private final LinkedBlockingQueue<Event> published = new LinkedBlockingQueue<>();
        private volatile boolean hasRules = true;
        private volatile Runnable before = () -> {};

        Event next() throws InterruptedException {
            return published.take();
        }

        @Override
        public void publish(List<Event> events) {
            before.run();
            published.addAll(events);
        }

        @Override
        public void addRule(String name, String pattern, Consumer<Event> target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeRule(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasRules() {
            return hasRules;
        }

        @Override
        public List<FailedDelivery> failedDeliveries() {
            return List.of();
        }
    }

    /// Commits a workflow that has just started.
    ///
    /// @return the change, whose position is the number of commits so far
    private WorkflowStore.Change commit(long number) throws StoreException {
        var created = new Fact.WorkflowCreated(
                new Request("olga", "", "", "", Map.of()), Plan.of(task("t1")), "", Optional.empty());
        var decision = Workflow.start(new WorkflowId(number), created, NOW);
        var change = new WorkflowStore.Change(decision.entries(), decision.after());
        store.commit(List.of(change));
        return change;
    }

    @Test
    void eventsArePublishedInTheOrderOfTheCommits() throws Exception {
        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            for (int number = 1; number <= 20; number++) {
                outbox.add(number, List.of(commit(number)));
            }

            for (int number = 1; number <= 20; number++) {
                var id = new WorkflowId(number);
                assertThat(bus.next().id()).isEqualTo(id + "-1-0");
                assertThat(bus.next().id()).isEqualTo(id + "-2-0");
            }
        }
        assertThat(store.published()).isEqualTo(20);
    }

    @Test
    void whatAnEarlierProcessLeftOverIsPublishedFirstAndWithTheSameIds() throws Exception {
        WorkflowStore.Change left = commit(1);
        store.close();

        try (var outbox = new Outbox(store, bus)) {
            outbox.add(2, List.of(commit(2)));
            outbox.start();

            assertThat(bus.next())
                    .isEqualTo(WorkflowEvents.of(left.after(), left.entries().getFirst())
                            .getFirst());
            assertThat(bus.next().detailType()).isEqualTo("task.created");
            assertThat(bus.next().id()).startsWith(new WorkflowId(2).toString());
        }
    }

    @Test
    void whatIsPublishedIsNotPublishedAgainAtTheNextStart() throws Exception {
        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            outbox.add(1, List.of(commit(1)));
            bus.next();
            bus.next();
        }
        store.close();

        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            outbox.add(2, List.of(commit(2)));
            assertThat(bus.next().id()).startsWith(new WorkflowId(2).toString());
        }
    }

    @Test
    void nothingIsPublishedOrLeftOverWhenNobodyHasARule() throws Exception {
        bus.hasRules = false;
        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            outbox.add(1, List.of(commit(1)));
        }

        assertThat(bus.published).isEmpty();
        assertThat(store.published()).isEqualTo(1);
    }

    @Test
    void closingFinishesTheEventThatIsBeingPublishedAndLeavesTheRestForTheNextStart() throws Exception {
        var publishing = new CountDownLatch(1);
        var proceed = new CountDownLatch(1);
        bus.before = () -> {
            publishing.countDown();
            awaitQuietly(proceed);
        };
        var outbox = new Outbox(store, bus);
        outbox.start();
        outbox.add(1, List.of(commit(1)));
        outbox.add(2, List.of(commit(2)));
        publishing.await();
        var closing = Thread.ofVirtual().start(outbox::close);
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        proceed.countDown();
        closing.join();

        assertThat(store.published()).isEqualTo(1);
        assertThat(bus.published).allMatch(event -> event.id().startsWith(new WorkflowId(1).toString()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void eventsThatCannotBePublishedAreTriedAgainAndThenPassedOver() throws Exception {
        var attempts = new java.util.concurrent.atomic.AtomicInteger();
        bus.before = () -> {
            if (attempts.incrementAndGet() <= Outbox.MAX_ATTEMPTS) {
                throw new IllegalStateException("a defect");
            }
        };
        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            outbox.add(1, List.of(commit(1)));
            outbox.add(2, List.of(commit(2)));

            assertThat(bus.next().id()).startsWith(new WorkflowId(2).toString());
        }
        assertThat(store.published()).isEqualTo(2);
    }

    @Test
    void eventsFollowAfterAPeakOfMemory() throws Exception {
        var attempts = new java.util.concurrent.atomic.AtomicInteger();
        bus.before = () -> {
            if (attempts.incrementAndGet() <= 2) {
                throw new OutOfMemoryError("a peak");
            }
        };
        try (var outbox = new Outbox(store, bus)) {
            outbox.start();
            outbox.add(1, List.of(commit(1)));

            assertThat(bus.next().id()).startsWith(new WorkflowId(1).toString());
        }
    }
}
