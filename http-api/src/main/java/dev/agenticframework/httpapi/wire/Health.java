package dev.agenticframework.httpapi.wire;

public record Health(
        @Described(oneOf = "ok") String status,
        @Described("The version of the API.") String version,
        @Described("Identifies this run of the platform.") String instance) {}
