package dev.agenticframework.app;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Generates random ids for traces and spans, except for spans whose ids are already known elsewhere.
final class ChosenIds implements IdGenerator {
    private static final ThreadLocal<@Nullable Ids> CHOSEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    private record Ids(String trace, String span) {}

    /// The ids for the spans that this thread starts. The id of the trace applies only without a parent.
    <T> T next(String trace, String span, Supplier<T> begin) {
        CHOSEN.set(new Ids(trace, span));
        try {
            return begin.get();
        } finally {
            CHOSEN.remove();
        }
    }

    @Override
    public String generateSpanId() {
        var ids = CHOSEN.get();
        return ids == null ? random.generateSpanId() : ids.span();
    }

    @Override
    public String generateTraceId() {
        var ids = CHOSEN.get();
        return ids == null ? random.generateTraceId() : ids.trace();
    }
}
