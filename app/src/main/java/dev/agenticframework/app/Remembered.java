package dev.agenticframework.app;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is costly to find out and seldom changes: found out again once it is older than a bound.
final class Remembered<T> implements Supplier<T> {
    private final Supplier<T> source;
    private final long validNanos;
    private final LongSupplier nanoTime;
    private @Nullable Known<T> known;

    private record Known<T>(T value, long at) {}

    Remembered(Supplier<T> source, Duration validity, LongSupplier nanoTime) {
        this.source = source;
        this.validNanos = validity.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized T get() {
        long now = nanoTime.getAsLong();
        var last = known;
        if (last == null || now - last.at() > validNanos) {
            last = new Known<>(source.get(), now);
            known = last;
        }
        return last.value();
    }
}
