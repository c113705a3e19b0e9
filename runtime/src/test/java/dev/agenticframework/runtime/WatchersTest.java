package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchersTest {
    private static final Duration FOREVER = Duration.ofHours(1);

    private final SteppedShell bench = new SteppedShell();
    private final Watchers watchers = new Watchers(bench.store);
    private WorkflowId id;

    @BeforeEach
    void start() throws StoreException {
        id = bench.start(task("t1"));
    }

    private void change() throws StoreException {
        bench.ask(id, new Intent.Pause("olga"));
        bench.ask(id, new Intent.Resume("olga"));
        watchers.changed(id);
    }

    private static List<Long> sequences(List<Entry> entries) {
        return entries.stream().map(Entry::sequence).toList();
    }

    private List<Long> upTo(long first) {
        return LongStream.rangeClosed(first, bench.find(id).sequence()).boxed().toList();
    }

    @Test
    void entriesComeOnceAndInOrderFromTheOneThatIsAskedFor() throws Exception {
        try (Subscription subscription = watchers.watch(id, 1)) {
            assertThat(sequences(subscription.next(Duration.ZERO))).isEqualTo(upTo(2));
            assertThat(subscription.next(Duration.ZERO)).isEmpty();
            long seen = bench.find(id).sequence();

            change();

            assertThat(sequences(subscription.next(Duration.ZERO))).isEqualTo(upTo(seen + 1));
        }
    }

    @Test
    void changeEndsAWait() throws Exception {
        try (Subscription subscription = watchers.watch(id, bench.find(id).sequence())) {
            var seen = new ArrayList<Entry>();
            var waiting = Thread.ofVirtual().start(() -> {
                try {
                    seen.addAll(subscription.next(FOREVER));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });

            change();

            waiting.join();
            assertThat(seen).isNotEmpty();
        }
    }

    @Test
    void changeThatComesBetweenTwoReadsIsNotLost() throws Exception {
        try (Subscription subscription = watchers.watch(id, bench.find(id).sequence())) {
            change();

            assertThat(subscription.next(FOREVER)).isNotEmpty();
        }
    }

    @Test
    void slowReaderGetsWhatItMissedInPieces() throws Exception {
        while (bench.find(id).sequence() < 2_500) {
            bench.ask(id, new Intent.Pause("olga"));
            bench.ask(id, new Intent.Resume("olga"));
        }
        var seen = new ArrayList<Long>();
        try (Subscription subscription = watchers.watch(id, 0)) {
            List<Entry> more = subscription.next(Duration.ZERO);
            while (!more.isEmpty()) {
                assertThat(more).hasSizeLessThanOrEqualTo(1_000);
                seen.addAll(sequences(more));
                more = subscription.next(Duration.ZERO);
            }
        }

        assertThat(seen).isEqualTo(upTo(1));
    }

    @Test
    void watchersOfOneWorkflowAreIndependentAndOthersHearNothing() throws Exception {
        WorkflowId other = bench.start(task("t1"));
        watchers.watch(id, 0).close();
        try (Subscription mine = watchers.watch(id, 0);
                Subscription stranger = watchers.watch(other, bench.find(other).sequence())) {
            change();

            assertThat(sequences(mine.next(Duration.ZERO))).isEqualTo(upTo(1));
            assertThat(stranger.next(Duration.ZERO)).isEmpty();
        }
    }
}
