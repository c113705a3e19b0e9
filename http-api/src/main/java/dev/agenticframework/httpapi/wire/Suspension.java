package dev.agenticframework.httpapi.wire;

import java.time.Instant;

@Described("What a task waits for without a worker.")
public record Suspension(
        @Described("Names the external work, such as a pipeline.")
        String handle,

        Instant since,

        @Described("When the task looks by itself, without a signal.")
        Instant wakeAt,

        @Described("When the task stops waiting.") Instant deadline) {}
