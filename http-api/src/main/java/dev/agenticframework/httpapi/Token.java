package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Principal;
import java.time.Instant;
import java.util.Optional;

/// What a token says: for whom it speaks, and how long.
///
/// @param id unique; empty in the tokens of older versions
/// @param issuedAt empty when the token does not say it
public record Token(String id, Principal principal, Optional<Instant> issuedAt, Instant expiresAt) {}
