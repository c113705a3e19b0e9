package dev.agenticframework.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is costly to find out and seldom changes. Once it is older than a bound it is given once more, and
/// found out again beside that: nobody waits for it but the first, and whoever wants it [new][#anew].
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
            return anew(0);
        }
        if (nanoTime.getAsLong() - last.at() > validNanos && refreshing.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    anew(0);
                } finally {
                    refreshing.set(false);
                }
            });
        }
        return last.value();
    }

    /// The value as it is now, unless it was found out less than a while ago.
    T anew(Duration ago) {
        return anew(ago.toNanos());
    }

    private synchronized T anew(long agoNanos) {
        long now = nanoTime.getAsLong();
        var last = known;
        if (last == null || now - last.at() > agoNanos) {
            last = new Known<>(source.get(), now);
            known = last;
        }
        return last.value();
    }
}
