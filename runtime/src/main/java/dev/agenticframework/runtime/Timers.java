package dev.agenticframework.runtime;

import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The times at which workflows must wake, up to a horizon. Later times stay in the store, which is read again before
/// they come near. Used by the writer's thread only.
///
/// A workflow has at most one valid entry. When its time moves to a later one, the entry stays; the workflow then wakes
/// early and nothing happens.
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

    /// Takes a workflow that is due; null when there is none.
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

    /// The milliseconds until the next workflow is due.
    long millisToNext(Instant now, long atMost) {
        Timer next = queue.peek();
        return next == null ? atMost : Math.clamp(next.atMillis() - now.toEpochMilli(), 0, atMost);
    }
}
