package dev.agenticframework.httpapi.wire;

import java.util.Optional;

@Described("What to deploy, and where.")
public record Deploy(
        @Described(min = 1, max = 100, pattern = "^[a-z][a-z0-9-]{1,39}$")
        String service,

        @Described(value = "A branch, tag or commit; by default the newest commit.", min = 1, max = 100)
        Optional<String> version,

        @Described(min = 1, max = 100) String environment,

        @Described(
                value = "By default the environment's own.",
                oneOf = {"rolling", "blue-green", "canary"})
        Optional<String> strategy,

        @Described(value = "By default as many as run now.", min = 1, max = 10)
        Optional<Integer> replicas) {}
