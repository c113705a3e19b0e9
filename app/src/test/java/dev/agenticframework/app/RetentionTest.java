package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.runtime.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private final List<Duration> asked = new ArrayList<>();

    private Retention of(int old) {
        int[] left = {old};
        return new Retention(
                (age, limit) -> {
                    asked.add(age);
                    int now = Math.min(left[0], limit);
                    left[0] -= now;
                    return new Answer.Done<>(now);
                },
                Duration.ofDays(7));
    }

    @Test
    void workflowsAreKeptForNinetyDaysUnlessToldOtherwise() {
        assertThat(Retention.age(Map.of())).isEqualTo(Duration.ofDays(90));
        assertThat(Retention.age(Map.of(Retention.SETTING, ""))).isEqualTo(Duration.ofDays(90));
        assertThat(Retention.age(Map.of(Retention.SETTING, "1"))).isEqualTo(Duration.ofDays(1));
        assertThat(Retention.age(Map.of(Retention.SETTING, " 3650 "))).isEqualTo(Duration.ofDays(3_650));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3651", "1.5", "90d", "99999999999999999999", "forever"})
    void daysThatAreNoneAreRefusedRatherThanGuessed(String days) {
        assertThatThrownBy(() -> Retention.age(Map.of(Retention.SETTING, days)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("SETTING_INVALID"));
    }

    @Test
    void allThatIsOldIsRemovedInShortSteps() {
        try (var retention = of(2 * Retention.STEP + 1)) {
            assertThat(retention.sweep()).isEqualTo(2L * Retention.STEP + 1);
        }
        assertThat(asked).hasSize(3).containsOnly(Duration.ofDays(7));
    }

    @Test
    void oneSweepIsBounded() {
        try (var retention = of(Integer.MAX_VALUE)) {
            assertThat(retention.sweep()).isEqualTo((long) Retention.STEP * Retention.MAX_STEPS);
        }
    }

    @Test
    void itGoesOnAfterTheStoreRefusedAndAfterADefect() throws InterruptedException {
        var sweeps = new CountDownLatch(3);
        Retention.Workflows broken = (_, _) -> {
            sweeps.countDown();
            if (sweeps.getCount() == 2) {
                throw new IllegalStateException("a defect");
            }
            return new Answer.Refused<>(Answer.Code.STORE_UNAVAILABLE, "the disk is away");
        };
        try (var retention = new Retention(broken, Duration.ofDays(7))) {
            retention.start(Duration.ofMillis(1));
            sweeps.await();
        }
        assertThat(sweeps.getCount()).isZero();
    }

    @Test
    void nothingIsRemovedAfterTheEnd() {
        var retention = of(1);
        retention.close();

        assertThat(retention.sweep()).isZero();
        assertThat(asked).isEmpty();
    }
}
