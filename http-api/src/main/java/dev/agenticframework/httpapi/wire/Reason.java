package dev.agenticframework.httpapi.wire;

import java.util.Optional;

@Described("Why a workflow is cancelled.")
public record Reason(
        @Described(value = "Why, for people.", max = 2_000) Optional<String> reason) {}
