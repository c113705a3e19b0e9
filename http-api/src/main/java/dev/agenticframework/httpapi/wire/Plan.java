package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

@Described("The plan for a request, or the question in its place. Nothing was started.")
public record Plan(
        Status status,
        @JsonUnwrapped Understanding understanding,
        @Described("Why the request was refused.") Optional<String> code) {

    /// What came of planning.
    public enum Status {
        PLANNED,
        ASK,
        UNAVAILABLE
    }
}
