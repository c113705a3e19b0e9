package dev.agenticframework.httpapi;

import java.time.Instant;
import java.util.List;

/// The record of a token that was issued to a service account. It does not contain the token.
///
/// @param id the token's id
/// @param subject such as `service:ci`
/// @param issuedBy the name of who issued it
/// @param revoked whether it was revoked
public record IssuedToken(
        String id,
        String subject,
        List<String> groups,
        Instant issuedAt,
        Instant expiresAt,
        String issuedBy,
        boolean revoked) {
    public IssuedToken {
        groups = List.copyOf(groups);
    }

    IssuedToken asRevoked() {
        return new IssuedToken(id, subject, groups, issuedAt, expiresAt, issuedBy, true);
    }
}
