package dev.agenticframework.engine;

import java.util.List;

/// The engine's answer to an intent.
public sealed interface Decision {

    /// The intent is accepted: these facts follow, in this order, and lead to this workflow. Without facts, nothing
    /// needs to change.
    record Accepted(List<Entry> entries, Workflow after) implements Decision {}

    /// The intent is rejected, and nothing changes.
    record Rejected(Rejection reason) implements Decision {}
}
