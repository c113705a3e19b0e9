package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message between the engine and a worker in another process; [WorkerFormat] writes it as bytes.
public sealed interface WorkerMessage {

    /// An attempt that a worker holds.
    record Held(WorkflowId workflow, Lease lease) {}

    /// The first message of a worker to the engine: its name, how many attempts it takes at once by agent, and what
    /// it still holds from an earlier connection.
    record Hello(String worker, Map<String, Integer> slots, List<Held> holding) implements WorkerMessage {
        /// The most attempts at once for one agent.
        public static final int MAX_SLOTS = 4_096;

        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

        public Hello {
            slots = Map.copyOf(slots);
            holding = List.copyOf(holding);
            requireName(worker);
            slots.keySet().forEach(Hello::requireName);
            if (slots.values().stream().anyMatch(count -> count < 1 || count > MAX_SLOTS)) {
                throw new IllegalArgumentException(
                        "A worker must take 1 to " + MAX_SLOTS + " attempts of an agent at once.");
            }
        }

        private static void requireName(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A name must have 1 to 63 lowercase letters, digits and dashes, and must not begin with a dash.");
            }
        }
    }

    /// Worker to engine: the outcome of an attempt ([Intent.Succeed], [Intent.Fail], [Intent.Suspend],
    /// [Intent.Stop]), or its state ([Intent.Heartbeat], [Intent.LoseLease]). The worker repeats an outcome until
    /// it is [Kept].
    record Told(WorkflowId workflow, Intent intent) implements WorkerMessage {}

    /// Worker to engine: the worker ends, and others get what it held.
    record Bye() implements WorkerMessage {}

    /// Engine to worker: run this attempt.
    record Start(Order order) implements WorkerMessage {}

    /// Engine to worker: stop this attempt.
    record Stop(WorkflowId workflow, TaskId task, int attempt) implements WorkerMessage {}

    /// Engine to worker: the outcome of this attempt is durable, or no longer needed.
    record Kept(WorkflowId workflow, Lease lease) implements WorkerMessage {}

    /// An assignment that was sent to a worker.
    record Order(
            WorkflowId workflow,
            Lease lease,
            String agent,
            String action,
            Map<String, String> inputs,
            String requestedBy,
            Map<String, String> labels,
            String traceparent,
            Optional<Duration> heartbeat,
            Optional<Resumption> resumption,
            String earlierLog)
            implements Assignment {
        static Order of(Assignment assignment) {
            return new Order(
                    assignment.workflow(),
                    assignment.lease(),
                    assignment.agent(),
                    assignment.action(),
                    assignment.inputs(),
                    assignment.requestedBy(),
                    assignment.labels(),
                    assignment.traceparent(),
                    assignment.heartbeat(),
                    assignment.resumption(),
                    assignment.earlierLog());
        }
    }
}
