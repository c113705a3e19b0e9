package dev.agenticframework.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedTest {

    private static final class Indescribable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new OutOfMemoryError("no memory to describe it");
        }
    }

    private static Throwable failure(String kind) {
        return switch (kind) {
            case "memory" -> new OutOfMemoryError("a peak");
            case "stack" -> new StackOverflowError();
            case "defect" -> new IllegalStateException("a defect");
            case "indescribable" -> new Indescribable();
            case "interruption" -> new InterruptedException("of something else");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static void raise(Throwable failure) throws Exception {
        switch (failure) {
            case Error error -> throw error;
            case Exception exception -> throw exception;
            default -> throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "stack", "defect", "indescribable", "interruption"})
    void workContinuesAfterAnyFailure(String kind) {
        var turns = new AtomicInteger();
        var third = new CompletableFuture<Integer>();
        try (var work = Supervised.every("test", Duration.ZERO, () -> {
            int turn = turns.incrementAndGet();
            if (turn < 3) {
                raise(failure(kind));
            }
            third.complete(turn);
        })) {
            work.start();
            assertThat(third.join()).isEqualTo(3);
        }
    }

    @Test
    void threadThatEndsIsReplaced() {
        var ran = new CompletableFuture<Void>();
        ThreadFactory usual = Thread.ofVirtual().factory();
        Iterator<ThreadFactory> factories =
                List.<ThreadFactory>of(_ -> usual.newThread(() -> {}), usual).iterator();
        try (var work = Supervised.every(
                "test",
                Duration.ofHours(1),
                () -> ran.complete(null),
                task -> factories.next().newThread(task))) {
            work.start();
            ran.join();
        }
    }

    @Test
    void closedWorkEndsAndDoesNotStartAgain() throws Exception {
        var begun = new CompletableFuture<Void>();
        var turns = new AtomicInteger();
        var work = Supervised.every("test", Duration.ZERO, () -> {
            turns.incrementAndGet();
            begun.complete(null);
            Thread.sleep(Duration.ofHours(1));
        });
        work.start();
        begun.join();

        work.stop();
        Guard.look();

        assertThat(turns).hasValue(1);
    }

    @Test
    void pauseGrowsWithTheFailuresUpToALimit() {
        assertThat(Supervised.backoff(1)).isEqualTo(Supervised.FIRST_BACKOFF);
        assertThat(Supervised.backoff(2)).isEqualTo(Supervised.FIRST_BACKOFF.multipliedBy(2));
        assertThat(Supervised.backoff(1_000_000)).isEqualTo(Supervised.LONGEST_BACKOFF);
    }
}
