package dev.agenticframework.rego;

/// What all parts of one evaluation share: its limits, and what its built-ins may use.
final class Query {
    /// So many steps are taken between two looks at the clock.
    private static final int STEPS_BETWEEN_CHECKS = 1 << 14;

    private final BuiltinContext builtins;
    private final Limits limits;
    private final boolean strict;
    private final long deadlineNanos;
    private final Tracer tracer;
    private long checks;
    private long collected;
    private int fuel = STEPS_BETWEEN_CHECKS;

    Query(BuiltinContext builtins, Limits limits, boolean strict, Tracer tracer) {
        this.builtins = builtins;
        this.limits = limits;
        this.strict = strict;
        this.tracer = tracer;
        deadlineNanos = System.nanoTime() + limits.time().toNanos();
    }

    BuiltinContext builtins() {
        return builtins;
    }

    Tracer tracer() {
        return tracer;
    }

    /// Counts one step; now and then looks whether the query is to end.
    void step() {
        if (--fuel < 0) {
            check();
        }
    }

    private void check() {
        fuel = STEPS_BETWEEN_CHECKS;
        checks++;
        if (System.nanoTime() - deadlineNanos > 0) {
            throw cancelled("query ran longer than " + limits.time().toMillis() + " ms");
        }
        if (builtins.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw cancelled("caller cancelled query execution");
        }
        if (checks * STEPS_BETWEEN_CHECKS > limits.steps()) {
            throw new EvalException(
                    RegoError.LIMIT, Location.NONE, "query took more than " + limits.steps() + " steps");
        }
    }

    private static EvalException cancelled(String why) {
        return new EvalException(RegoError.CANCEL, Location.NONE, why);
    }

    /// Counts one element that is kept.
    void collect() {
        if (++collected > limits.collected()) {
            throw new EvalException(
                    RegoError.LIMIT, Location.NONE, "query collected more than " + limits.collected() + " elements");
        }
    }

    /// Turns the failure of a built-in into undefined, or, when strict, into the end of the query.
    void failed(BuiltinException failure, String name, Location at) {
        if (strict) {
            throw new EvalException(failure.code(), at, name + ": " + failure.text());
        }
    }
}
