package dev.agenticframework.runtime;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decisions that become durable together. Until then only the writer sees them.
final class Group {
    private final WorkflowStore store;
    private final Map<WorkflowId, Staged> staged = new LinkedHashMap<>();
    private final Map<String, WorkflowId> keys = new HashMap<>();
    private final List<Runnable> whenDurable = new ArrayList<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private static final class Staged {
        private List<Entry> entries;
        private Workflow after;
        private boolean owned;

        Staged(List<Entry> entries, Workflow after) {
            this.entries = entries;
            this.after = after;
        }

        void add(List<Entry> more, Workflow newAfter) {
            if (!owned) {
                entries = new ArrayList<>(entries);
                owned = true;
            }
            entries.addAll(more);
            after = newAfter;
        }
    }

    Group(WorkflowStore store) {
        this.store = store;
    }

    /// A workflow with the decisions of this group; null when it does not exist.
    @Nullable
    Workflow find(WorkflowId id) {
        Staged mine = staged.get(id);
        return mine == null ? store.find(id).orElse(null) : mine.after;
    }

    Optional<WorkflowId> findByKey(String key) {
        WorkflowId mine = keys.get(key);
        return mine == null ? store.findByKey(key) : Optional.of(mine);
    }

    void stage(Decision.Accepted decision) {
        if (decision.entries().isEmpty()) {
            return;
        }
        Workflow after = decision.after();
        Staged mine = staged.get(after.id());
        if (mine == null) {
            staged.put(after.id(), new Staged(decision.entries(), after));
        } else {
            mine.add(decision.entries(), after);
        }
        if (!after.idempotencyKey().isEmpty() && decision.entries().getFirst().sequence() == 1) {
            keys.put(after.idempotencyKey(), after.id());
        }
    }

    /// Runs the action once everything is durable.
    void whenDurable(Runnable action) {
        whenDurable.add(action);
    }

    /// Runs the action when the group is discarded.
    void onUndo(Runnable action) {
        undo.push(action);
    }

    List<WorkflowStore.Change> changes() {
        var changes = new ArrayList<WorkflowStore.Change>(staged.size());
        staged.values().forEach(one -> changes.add(new WorkflowStore.Change(one.entries, one.after)));
        return changes;
    }

    void durable() {
        whenDurable.forEach(Runnable::run);
    }

    void undo() {
        undo.forEach(Runnable::run);
    }
}
