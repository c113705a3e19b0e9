package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;

/// A workflow in memory, with the entries that only the journal has.
///
/// @param workflow its current state
/// @param unflushed the last entries, in order; empty when the table has all
record Hot(Workflow workflow, List<Entry> unflushed) {

    Hot with(Workflow after, List<Entry> more) {
        if (unflushed.isEmpty()) {
            return new Hot(after, more);
        }
        var all = new ArrayList<Entry>(unflushed.size() + more.size());
        all.addAll(unflushed);
        all.addAll(more);
        return new Hot(after, all);
    }

    Hot flushedUpTo(long sequence) {
        if (unflushed.isEmpty() || unflushed.getFirst().sequence() > sequence) {
            return this;
        }
        int flushed = (int) (sequence - unflushed.getFirst().sequence() + 1);
        return new Hot(workflow, List.copyOf(unflushed.subList(Math.min(flushed, unflushed.size()), unflushed.size())));
    }

    boolean isDirty() {
        return !unflushed.isEmpty();
    }

    boolean hasEnded() {
        return workflow.status().ended();
    }
}
