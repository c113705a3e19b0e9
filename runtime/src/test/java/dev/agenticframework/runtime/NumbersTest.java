package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void numbersGrowWithinAMillisecondAndWhenTheClockGoesBackward() {
        var numbers = new Numbers(0);

        long first = numbers.next(NOW);
        long second = numbers.next(NOW);
        long third = numbers.next(NOW.minusSeconds(3_600));

        assertThat(first).isEqualTo(Numbers.firstAt(NOW));
        assertThat(second).isEqualTo(first + 1);
        assertThat(third).isEqualTo(second + 1);
    }

    @Test
    void numbersContinueAfterTheLargestThatIsInUse() {
        long last = Numbers.firstAt(NOW.plusSeconds(60));

        assertThat(new Numbers(last).next(NOW)).isEqualTo(last + 1);
    }

    @Test
    void laterMillisecondHasLargerNumbers() {
        assertThat(Numbers.firstAt(NOW.plusMillis(1))).isGreaterThan(Numbers.firstAt(NOW) + 4_095);
        assertThat(Numbers.firstAt(Instant.EPOCH)).isZero();
    }
}
