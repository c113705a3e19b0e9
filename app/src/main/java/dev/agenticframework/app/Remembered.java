package dev.agenticframework.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Caches a value that is slow to get and seldom changes. An old value is returned once more while a new one is fetched
/// in the background. Only the first caller waits, and callers that need a [recent][#notOlderThan] value.
final class Remembered<T> implements Supplier<T> {
    private final Supplier<T> source;
    private final long validNanos;
    private final LongSupplier nanoTime;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, long at) {}

    Remembered(Supplier<T> source, Duration validity, LongSupplier nanoTime) {
        this.source = source;
        this.validNanos = validity.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public T get() {
        var last = known;
        if (last == null) {
            return notOlderThan(Duration.ZERO);
        }
        if (nanoTime.getAsLong() - last.at() > validNanos && refreshing.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    notOlderThan(Duration.ZERO);
                } finally {
                    refreshing.set(false);
                }
            });
        }
        return last.value();
    }

    /// The value, fetched again if it is older than this.
    synchronized T notOlderThan(Duration age) {
        long now = nanoTime.getAsLong();
        var last = known;
        if (last == null || now - last.at() > age.toNanos()) {
            last = new Known<>(source.get(), now);
            known = last;
        }
        return last.value();
    }
}
