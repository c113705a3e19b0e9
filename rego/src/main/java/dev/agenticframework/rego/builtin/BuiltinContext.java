package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.ObjectValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The part of a query that built-ins may use: its time, its randomness, its cache and its output. Not thread-safe.
public final class BuiltinContext {
    private final Settings settings;
    private final Map<Object, Object> memory = new HashMap<>();
    private @Nullable Random random;

    public BuiltinContext(Settings settings) {
        this.settings = settings;
    }

    /// The environment of a query.
    ///
    /// @param nowNanos the time of the query, in nanoseconds since 1970
    /// @param seed for `rand.intn` and random identifiers
    /// @param cancelled returns true when the query must end
    /// @param print receives the lines of `print`
    /// @param trace receives the notes of `trace`
    /// @param runtime the result of `opa.runtime`
    public record Settings(
            long nowNanos,
            long seed,
            BooleanSupplier cancelled,
            Consumer<String> print,
            Consumer<String> trace,
            ObjectValue runtime,
            NetworkAccess network) {

        /// Settings without output and network.
        public static Settings quiet(long nowNanos, long seed) {
            return new Settings(nowNanos, seed, () -> false, _ -> {}, _ -> {}, ObjectValue.EMPTY, NetworkAccess.NONE);
        }
    }

    public long nowNanos() {
        return settings.nowNanos();
    }

    public Random random() {
        Random known = random;
        if (known == null) {
            known = new Random(settings.seed());
            random = known;
        }
        return known;
    }

    /// Returns the cached result for `key`, and computes it on first use in this query.
    @SuppressWarnings("unchecked") // a key belongs to one built-in, which always computes the same type for it
    public <T> T memo(Object key, Supplier<T> compute) {
        Object known = memory.get(key);
        if (known == null) {
            known = compute.get();
            memory.put(key, known);
        }
        return (T) known;
    }

    public boolean isCancelled() {
        return settings.cancelled().getAsBoolean();
    }

    public void print(String line) {
        settings.print().accept(line);
    }

    public void trace(String note) {
        settings.trace().accept(note);
    }

    public ObjectValue runtime() {
        return settings.runtime();
    }

    public NetworkAccess network() {
        return settings.network();
    }
}
