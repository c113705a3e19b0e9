package dev.agenticframework.httpapi;

/// Knows which tokens were revoked.
public interface Revocations {
    /// No token was revoked.
    Revocations NONE = _ -> false;

    /// Whether a token was revoked, by its id or with the other tokens of its subject.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `TOKEN_REGISTER_UNREADABLE`; then no token can be
    ///     accepted
    boolean revoked(Token token);
}
