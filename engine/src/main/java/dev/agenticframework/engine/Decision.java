package dev.agenticframework.engine;

import java.util.List;

/// What follows from an intent.
public sealed interface Decision {

    /// These facts, in this order, and the workflow after them. No facts: what was asked is so already.
    record Accepted(List<Entry> entries, Workflow after) implements Decision {}

    /// Nothing.
    record Rejected(Rejection reason) implements Decision {}
}
