package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.ObjectValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What built-ins may use of the query they run in: one moment, one source of randomness, one memory. For one thread.
public final class BuiltinContext {
    private final Settings settings;
    private final Map<Object, Object> memory = new HashMap<>();
    private @Nullable Random random;

    public BuiltinContext(Settings settings) {
        this.settings = settings;
    }

    /// What a query is given from outside.
    ///
    /// @param nowNanos the moment of the query, nanoseconds since 1970
    /// @param seed of `rand.intn` and the random identifiers
    /// @param cancelled turns true when the query is to end
    /// @param print takes the lines of `print`
    /// @param trace takes the notes of `trace`
    /// @param runtime what `opa.runtime` returns
    public record Settings(
            long nowNanos,
            long seed,
            BooleanSupplier cancelled,
            Consumer<String> print,
            Consumer<String> trace,
            ObjectValue runtime,
            NetworkAccess network) {

        /// Settings that print nowhere and reach nothing.
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

    /// What was computed for `key` before in this query, or is computed now.
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
