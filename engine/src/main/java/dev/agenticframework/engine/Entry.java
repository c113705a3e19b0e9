package dev.agenticframework.engine;

import java.time.Instant;

/// One entry of a workflow's history.
///
/// @param sequence 1 for the first fact, then without gaps
/// @param at when it was decided, to the millisecond
/// @param fact what happened
public record Entry(long sequence, Instant at, Fact fact) {}
