package dev.agenticframework.httpapi.wire;

import java.util.Optional;

@Described("Where to run a workflow again.")
public record RetryFrom(
        @Described(value = "The first task to run again; by default the tasks that failed.", max = 256)
        Optional<String> from) {}
