package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

@Described("An error: problem details (RFC 9457) with a stable code and a remedy.")
public record Problem(
        @Described("A URN that ends with the code.") String type,
        @Described("The meaning of the status.") String title,
        @Described("The HTTP status.") int status,
        @Described("Stable, upper snake case.") String code,
        @Described("What happened, to which input.") String detail,
        @Described("What to do next.") String remedy,
        @JsonUnwrapped Optional<Understanding> understanding) {}
