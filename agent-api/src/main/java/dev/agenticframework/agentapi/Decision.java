package dev.agenticframework.agentapi;

/// What a policy gate decides.
public enum Decision {
    /// Nothing that it found stands in the way.
    PASS,
    /// Something that it found must be fixed or waived first.
    BLOCK
}
