package dev.agenticframework.httpapi.wire;

import java.util.Optional;

public record Reason(
        @Described(value = "Why, for people.", max = 2_000) Optional<String> reason) {}
