package dev.agenticframework.httpapi.wire;

@Described("What to return to its previous release, and where.")
public record Rollback(
        @Described(min = 1, max = 100, pattern = "^[a-z][a-z0-9-]{1,39}$")
        String service,

        @Described(min = 1, max = 100) String environment) {}
