package dev.agenticframework.agentapi.access;

/// A decision, and the reason for it.
///
/// @param reason a sentence for people: the grant that allows it, or that none does
public record Verdict(boolean allowed, String reason) {}
