package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {
    private static final long HORIZON_MILLIS = 20_000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final WorkflowId A = new WorkflowId(1);
    private static final WorkflowId B = new WorkflowId(2);
    private static final WorkflowId C = new WorkflowId(3);

    private final Timers timers = new Timers(HORIZON_MILLIS);

    private List<WorkflowId> due(Instant at) {
        var due = new ArrayList<WorkflowId>();
        for (WorkflowId id = timers.poll(at); id != null; id = timers.poll(at)) {
            due.add(id);
        }
        return due;
    }

    @Test
    void workflowsWakeInTheOrderOfTheirTimes() {
        timers.set(A, NOW.plusMillis(300), NOW);
        timers.set(B, NOW.plusMillis(100), NOW);
        timers.set(C, NOW.plusMillis(200), NOW);

        assertThat(due(NOW.plusMillis(300))).containsExactly(B, C, A);
    }

    @Test
    void nothingWakesBeforeItsTimeAndEachWakesOnce() {
        timers.set(A, NOW.plusMillis(100), NOW);

        assertThat(due(NOW.plusMillis(99))).isEmpty();
        assertThat(due(NOW.plusMillis(100))).containsExactly(A);
        assertThat(due(NOW.plusMillis(1_000))).isEmpty();
    }

    @Test
    void earlierTimeReplacesALaterOne() {
        timers.set(A, NOW.plusMillis(500), NOW);
        timers.set(A, NOW.plusMillis(100), NOW);

        assertThat(due(NOW.plusMillis(100))).containsExactly(A);
        assertThat(due(NOW.plusMillis(500))).isEmpty();
    }

    @Test
    void laterTimeLeavesTheEarlierWakeUp() {
        timers.set(A, NOW.plusMillis(100), NOW);
        timers.set(A, NOW.plusMillis(500), NOW);

        assertThat(due(NOW.plusMillis(100))).containsExactly(A);
    }

    @Test
    void workflowThatIsClearedDoesNotWakeUntilItIsSetAgain() {
        timers.set(A, NOW.plusMillis(100), NOW);
        timers.clear(A);
        assertThat(due(NOW.plusMillis(100))).isEmpty();

        timers.set(A, NOW.plusMillis(200), NOW);
        assertThat(due(NOW.plusMillis(200))).containsExactly(A);
    }

    @Test
    void timeBeyondTheHorizonIsLeftToTheStore() {
        timers.set(A, NOW.plusMillis(HORIZON_MILLIS + 1), NOW);
        timers.set(B, NOW.plusMillis(HORIZON_MILLIS), NOW);

        assertThat(due(NOW.plusMillis(2 * HORIZON_MILLIS))).containsExactly(B);
    }

    @Test
    void waitEndsWhenTheNextWorkflowIsDue() {
        assertThat(timers.millisToNext(NOW, 1_000)).isEqualTo(1_000);
        timers.set(A, NOW.plusMillis(300), NOW);

        assertThat(timers.millisToNext(NOW, 1_000)).isEqualTo(300);
        assertThat(timers.millisToNext(NOW, 100)).isEqualTo(100);
        assertThat(timers.millisToNext(NOW.plusMillis(400), 1_000)).isZero();
    }

    /// Compares with a plain map from workflow to its earliest time.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noWakeUpIsLost(long seed) {
        var random = new SplittableRandom(seed);
        Map<WorkflowId, Instant> expected = new HashMap<>();
        Instant now = NOW;
        for (int i = 0; i < 5_000; i++) {
            var id = new WorkflowId(1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Instant at = now.plusMillis(random.nextInt(-100, 2_000));
                    timers.set(id, at, now);
                    expected.merge(id, at, (known, fresh) -> fresh.isBefore(known) ? fresh : known);
                }
                case 2 -> {
                    timers.clear(id);
                    expected.remove(id);
                }
                default -> {
                    now = now.plusMillis(random.nextInt(500));
                    Instant then = now;
                    List<WorkflowId> woken = due(then);
                    assertThat(woken)
                            .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                                    .filter(one -> !expected.get(one).isAfter(then))
                                    .toList())
                            .isSortedAccordingTo((a, b) -> expected.get(a).compareTo(expected.get(b)));
                    woken.forEach(expected::remove);
                }
            }
        }
    }
}
