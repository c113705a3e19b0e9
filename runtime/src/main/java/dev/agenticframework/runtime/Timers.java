package dev.agenticframework.runtime;

import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// When workflows want to be woken, as far as that is soon: what is further off than the horizon stays in the store,
/// which is asked again before it comes near. Belongs to the writer's thread.
///
/// A workflow has at most one entry that counts. Its time often moves on with every step; then the entry is left where
/// it is, and when it comes up the workflow is only asked again.
final class Timers {
    private record Timer(long atMillis, WorkflowId workflow) {}

    private final PriorityQueue<Timer> queue = new PriorityQueue<>((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    private final Map<WorkflowId, Long> times = new HashMap<>();
    private final long horizonMillis;

    Timers(long horizonMillis) {
        this.horizonMillis = horizonMillis;
    }

    void set(WorkflowId workflow, Instant at, Instant now) {
        long millis = at.toEpochMilli();
        if (millis - now.toEpochMilli() > horizonMillis) {
            return;
        }
        Long known = times.get(workflow);
        if (known == null || millis < known) {
            times.put(workflow, millis);
            queue.add(new Timer(millis, workflow));
        }
    }

    void clear(WorkflowId workflow) {
        if (!times.isEmpty()) {
            times.remove(workflow);
        }
    }

    /// Takes a workflow that is due; null: none is.
    @Nullable
    WorkflowId poll(Instant now) {
        while (!queue.isEmpty() && queue.peek().atMillis() <= now.toEpochMilli()) {
            Timer timer = queue.remove();
            if (times.remove(timer.workflow(), timer.atMillis())) {
                return timer.workflow();
            }
        }
        return null;
    }

    /// How long until the next is due.
    long millisToNext(Instant now, long atMost) {
        Timer next = queue.peek();
        return next == null ? atMost : Math.clamp(next.atMillis() - now.toEpochMilli(), 0, atMost);
    }
}
