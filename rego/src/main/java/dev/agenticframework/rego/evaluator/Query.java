package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.trace.Tracer;
import java.time.Duration;

/// The state that all parts of one evaluation share: limits, counters, and the context of built-ins.
public final class Query {
    /// The number of steps between two checks of the clock.
    private static final int STEPS_BETWEEN_CHECKS = 1 << 14;

    /// The characters that take about as much memory as an element.
    private static final int CHARS_AN_ELEMENT = 64;

    /// Shorter texts do not count: what holds them does.
    static final int LONG_TEXT_CHARS = 1_024;

    private final BuiltinContext builtins;
    private final Duration time;
    private final long maxSteps;
    private final long maxCollected;
    private final boolean strict;
    private final long deadlineNanos;
    private final Tracer tracer;
    private long checks;
    private long collected;
    private int fuel = STEPS_BETWEEN_CHECKS;

    /// Starts a query now.
    ///
    /// @param maxSteps the number of elements visited and rules entered, in total
    /// @param maxCollected the number of elements put into arrays, sets and objects, in total
    /// @param strict whether the first failure of a built-in ends the query
    public Query(
            BuiltinContext builtins, Duration time, long maxSteps, long maxCollected, boolean strict, Tracer tracer) {
        this.builtins = builtins;
        this.time = time;
        this.maxSteps = maxSteps;
        this.maxCollected = maxCollected;
        this.strict = strict;
        this.tracer = tracer;
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    BuiltinContext builtins() {
        return builtins;
    }

    Tracer tracer() {
        return tracer;
    }

    /// Counts one step, and regularly checks whether the query must end.
    void step() {
        if (--fuel < 0) {
            check();
        }
    }

    private void check() {
        fuel = STEPS_BETWEEN_CHECKS;
        checks++;
        if (System.nanoTime() - deadlineNanos > 0) {
            throw cancelled("query ran longer than " + time.toMillis() + " ms");
        }
        if (builtins.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw cancelled("caller cancelled query execution");
        }
        if (checks * STEPS_BETWEEN_CHECKS > maxSteps) {
            throw new EvalException(RegoError.LIMIT, Location.NONE, "query took more than " + maxSteps + " steps");
        }
    }

    private static EvalException cancelled(String why) {
        return new EvalException(RegoError.CANCEL, Location.NONE, why);
    }

    /// Counts one collected element.
    void collect() {
        if (++collected > maxCollected) {
            throw new EvalException(
                    RegoError.LIMIT, Location.NONE, "query collected more than " + maxCollected + " elements");
        }
    }

    /// Counts the memory of a long text as that of elements. A few long texts in many results exhaust the
    /// memory, too.
    void collectText(int chars) {
        collected += chars / CHARS_AN_ELEMENT;
        if (collected > maxCollected) {
            throw new EvalException(
                    RegoError.LIMIT, Location.NONE, "query collected more than " + maxCollected + " elements");
        }
    }

    /// Handles the failure of a built-in: ends the query when strict, else the call is undefined.
    void failed(BuiltinException failure, String name, Location at) {
        if (failure.endsQuery()) {
            throw new EvalException(failure.code(), at, failure.text());
        }
        if (strict) {
            throw new EvalException(failure.code(), at, name + ": " + failure.text());
        }
    }
}
