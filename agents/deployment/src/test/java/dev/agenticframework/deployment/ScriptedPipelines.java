package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Pipelines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pipelines that stand as the test says, and that remember what was asked of them.
final class ScriptedPipelines implements Pipelines {
    static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    final List<String> cancelled = new ArrayList<>();
    Run run = ended(Status.SUCCEEDED, job("test", Status.SUCCEEDED, ""));
    Optional<Failure> refusal = Optional.empty();

    static Run ended(Status status, Job... jobs) {
        return new Run("42", status, List.of(jobs), STARTED, Duration.ofSeconds(9), Optional.empty());
    }

    static Job job(String name, Status status, String reason) {
        return new Job(name, "test", status, false, reason, Duration.ofSeconds(4), Optional.empty(), Optional.empty());
    }

    @Override
    public Run start(Request request) {
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return run;
    }

    @Override
    public Run observe(String id) {
        return run;
    }

    @Override
    public Run cancel(String id) {
        cancelled.add(id);
        return run;
    }
}
