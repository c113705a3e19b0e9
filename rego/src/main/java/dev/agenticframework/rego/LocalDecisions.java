package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Decides with a compiled policy. It keeps the queries that it prepares.
public final class LocalDecisions implements DecisionPoint {
    /// The number of prepared paths to keep. The cache is cleared when it is full.
    private static final int MAX_PREPARED = 1_000;

    private final Policy policy;
    private final Map<String, Preparation> prepared = new ConcurrentHashMap<>();

    public LocalDecisions(Policy policy) {
        this.policy = policy;
    }

    @Override
    public Decision decide(String path, @Nullable Value input) {
        if (prepared.size() >= MAX_PREPARED) {
            prepared.clear();
        }
        return switch (prepared.computeIfAbsent(path, policy::prepare)) {
            case Preparation.Failed(List<RegoError> errors) -> failed(errors);
            case Preparation.Prepared(PreparedQuery query) -> decision(query.run(input));
        };
    }

    private static Decision decision(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(List<RegoError> errors) -> failed(errors);
            case Outcome.Solutions solutions
            when solutions.isDefined() ->
                new Decision.Defined(solutions.all().getFirst().value());
            case Outcome.Solutions _ -> new Decision.Undefined();
        };
    }

    private static Decision failed(List<RegoError> errors) {
        return new Decision.Failed(errors.getFirst().code(), errors.getFirst().message());
    }
}
