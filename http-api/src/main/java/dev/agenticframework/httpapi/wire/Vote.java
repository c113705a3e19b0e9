package dev.agenticframework.httpapi.wire;

import java.util.Optional;

@Described("A vote on a task that waits for approval.")
public record Vote(
        @Described(value = "The digest of what you were shown: tasks[].approval.digest.", max = 256)
        String digest,

        @Described(max = 2_000) Optional<String> comment) {}
