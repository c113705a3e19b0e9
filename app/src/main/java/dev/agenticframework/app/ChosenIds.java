package dev.agenticframework.app;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Random ids of traces and spans, but for a span whose id others know already.
final class ChosenIds implements IdGenerator {
    private static final ThreadLocal<@Nullable Ids> CHOSEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    private record Ids(String trace, String span) {}

    /// What is begun here has these ids; the trace's counts where there is no parent.
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
