package dev.agenticframework.httpapi.wire;

@Described("Why a task or a workflow failed.")
public record Failure(
        @Described("Stable, upper snake case.") String code,
        @Described("What happened, to which input.") String message,
        @Described("What to do next.") String remedy,

        @Described("Whether a later attempt may succeed without any change.")
        boolean retryable) {}
