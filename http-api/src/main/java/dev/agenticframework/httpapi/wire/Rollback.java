package dev.agenticframework.httpapi.wire;

public record Rollback(
        @Described(min = 1, max = 100, pattern = "^[a-z][a-z0-9-]{1,39}$")
        String service,

        @Described(min = 1, max = 100) String environment) {}
