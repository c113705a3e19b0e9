package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong time = new AtomicLong();
    private final RateLimit limit = new RateLimit(10, time::get);

    private int allowedOf(int requests, String caller) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += limit.allows(caller) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void burstOfOneSecondsWorthIsAllowedAndNoMore() {
        assertThat(allowedOf(25, "ada")).isEqualTo(10);
    }

    @Test
    void timeFillsTheBucketAgain() {
        allowedOf(25, "ada");

        time.addAndGet(SECOND / 2);

        assertThat(allowedOf(25, "ada")).isEqualTo(5);
    }

    @Test
    void idleTimeBuysNoMoreThanOneSecondsWorth() {
        allowedOf(25, "ada");

        time.addAndGet(100 * SECOND);

        assertThat(allowedOf(25, "ada")).isEqualTo(10);
    }

    @Test
    void oneCallerDoesNotUseUpAnothersShare() {
        allowedOf(25, "ada");

        assertThat(allowedOf(25, "bob")).isEqualTo(10);
    }
}
