package dev.agenticframework.engine;

import java.time.Instant;

/// One line of a workflow's history.
///
/// @param sequence 1 for the first fact of the workflow, then without a gap
/// @param at when it was decided, to the millisecond
/// @param fact what happened
public record Entry(long sequence, Instant at, Fact fact) {}
