package dev.agenticframework.testkit;

/// An invariant that did not hold.
///
/// @param invariant which
/// @param what happened
public record Violation(Invariant invariant, String what) {}
