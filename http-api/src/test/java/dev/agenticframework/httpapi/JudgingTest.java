package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JudgingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static void assertRefused(Judging judging, String caller, int status, String code) {
        assertThatThrownBy(() -> judging.place(caller))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(status);
                    assertThat(refused.problem().code()).isEqualTo(code);
                    assertThat(refused.retryAfterSeconds()).isPositive();
                });
    }

    @Test
    void callerOverTheirLimitIsRefusedWhileOthersAreServed() throws Exception {
        var judging = new Judging(1, LONG);
        var held = new ArrayList<Judging.Place>();
        for (int i = 0; i < Judging.PLACES_OF_CALLER; i++) {
            held.add(judging.place("greedy"));
        }

        assertRefused(judging, "greedy", 429, "RATE_LIMITED");
        try (var place = judging.place("modest")) {
            assertThat(place.judge(() -> "judged")).isEqualTo("judged");
        }
        held.forEach(Judging.Place::close);
        judging.place("greedy").close();
    }

    @Test
    void documentsOfAllCallersAreBounded() {
        var judging = new Judging(1, LONG);
        for (int i = 0; i < Judging.PLACES; i++) {
            judging.place("caller " + i);
        }

        assertRefused(judging, "another", 503, "OVERLOADED");
    }

    @Test
    void workThatTakesTooLongIsInterruptedAndKeepsItsPlaceUntilItEnds() throws Exception {
        var judging = new Judging(1, Duration.ofMillis(20));
        var interrupted = new CountDownLatch(1);
        var end = new CompletableFuture<String>();
        try (var place = judging.place("slow")) {
            assertThatThrownBy(() -> place.judge(() -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                        return end.join();
                    }))
                    .hasMessageContaining("POLICY_TOO_MUCH_WORK");
        }
        interrupted.await();

        judging.place("slow");
        assertRefused(judging, "slow", 429, "RATE_LIMITED");
        try (var place = judging.place("other")) {
            assertThatThrownBy(() -> place.judge(() -> "")).hasMessageContaining("OVERLOADED");
        }
        end.complete("");
    }

    @Test
    void failureOfTheWorkReachesTheCaller() {
        var judging = new Judging(1, LONG);
        assertThatThrownBy(() -> {
                    try (var place = judging.place("caller")) {
                        place.judge(() -> {
                            throw new IllegalArgumentException("wrong");
                        });
                    }
                })
                .hasMessage("wrong");
        assertThatThrownBy(() -> {
                    try (var place = judging.place("caller")) {
                        place.judge(() -> {
                            throw new OutOfMemoryError("heap");
                        });
                    }
                })
                .hasMessageContaining("POLICY_TOO_MUCH_WORK");
    }
}
