package dev.agenticframework.rego.evaluator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is created once, on first use.
public final class Lazy<T> {
    private final Supplier<T> make;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> make) {
        this.make = make;
    }

    T get() {
        T known = made;
        return known == null ? makeOnce() : known;
    }

    private synchronized T makeOnce() {
        T known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
