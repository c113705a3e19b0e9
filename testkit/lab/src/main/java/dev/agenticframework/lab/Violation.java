package dev.agenticframework.lab;

/// An invariant that did not hold.
///
/// @param invariant which
/// @param what happened
public record Violation(Invariant invariant, String what) {}
