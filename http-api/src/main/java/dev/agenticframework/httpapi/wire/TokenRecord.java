package dev.agenticframework.httpapi.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Described("A token of a service account.")
public record TokenRecord(
        String id,
        @Described("The name for which it speaks.") String subject,
        List<String> groups,
        Instant issuedAt,
        Instant expiresAt,
        String issuedBy,
        boolean revoked,

        @Described("The token itself, only in the answer to the request that issued it.")
        Optional<String> token) {}
