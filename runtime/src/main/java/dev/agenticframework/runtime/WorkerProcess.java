package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.engine.Intent;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Runs agents in a process of their own: takes attempts from the engine, and reports each outcome until it is durable.
/// The worker outlives the engine's process: when the connection is lost, its attempts continue, and it reports their
/// outcomes when the engine is back.
public final class WorkerProcess implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final String name;
    private final Map<String, Integer> slots;
    private final Dialer dialer;
    private final AttemptRunner runner;
    private final Map<WorkerMessage.Held, WorkerMessage.Told> unkept = new ConcurrentHashMap<>();
    private volatile @Nullable Connection connection;
    private volatile boolean stopping;

    /// Connects to the engine.
    public interface Dialer {
        /// Opens a connection.
        ///
        /// @throws IOException when the engine cannot be reached now; the worker retries
        Connection dial() throws IOException;
    }

    /// A connection for messages to and from the engine.
    public interface Connection extends AutoCloseable {
        /// Sends a message, now or soon. When the connection is broken, [#receive] says so.
        void send(WorkerMessage message);

        /// Waits for the next message.
        ///
        /// @throws IOException when the connection is broken or closed
        WorkerMessage receive() throws IOException;

        @Override
        void close();
    }

    /// Prepares a worker.
    ///
    /// @param name unique among the engine's workers, and the same after a restart
    /// @param slots attempts at once, by agent
    public WorkerProcess(
            String name,
            Map<String, Integer> slots,
            List<Agent> agents,
            ArtifactStore artifacts,
            InstantSource clock,
            Dialer dialer) {
        this.name = name;
        this.slots = Map.copyOf(slots);
        this.dialer = dialer;
        var byName = new HashMap<String, Agent>();
        agents.forEach(agent -> byName.put(agent.name(), agent));
        runner = new AttemptRunner(byName, new Teller(), artifacts, clock);
    }

    /// Works until another thread closes it.
    ///
    /// @throws IllegalArgumentException when the engine and this worker have different versions
    public void run() throws InterruptedException {
        runner.open();
        while (!stopping) {
            try (Connection fresh = dialer.dial()) {
                serve(fresh);
            } catch (IOException _) {
                // The engine is away. Attempts continue, and their outcomes are reported when it is back.
            }
            connection = null;
            if (!stopping) {
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private void serve(Connection fresh) throws IOException {
        fresh.send(new WorkerMessage.Hello(name, slots, holding()));
        connection = fresh;
        unkept.values().forEach(fresh::send);
        while (!stopping) {
            switch (fresh.receive()) {
                case WorkerMessage.Start(WorkerMessage.Order order) -> start(order);
                case WorkerMessage.Stop stop -> runner.stop(stop.workflow(), stop.task(), stop.attempt());
                case WorkerMessage.Kept kept -> unkept.remove(new WorkerMessage.Held(kept.workflow(), kept.lease()));
                case WorkerMessage.Hello _, WorkerMessage.Told _, WorkerMessage.Bye _ ->
                    throw new IllegalArgumentException("The engine does not send this to a worker.");
            }
        }
    }

    private List<WorkerMessage.Held> holding() {
        var all = new LinkedHashSet<WorkerMessage.Held>();
        runner.assignments().forEach(one -> all.add(held(one)));
        all.addAll(unkept.keySet());
        return new ArrayList<>(all);
    }

    private static WorkerMessage.Held held(Assignment assignment) {
        return new WorkerMessage.Held(assignment.workflow(), assignment.lease());
    }

    private void start(WorkerMessage.Order order) {
        if (runner.offers(order.agent())) {
            runner.start(order);
        } else {
            send(new WorkerMessage.Told(order.workflow(), new Intent.LoseLease(order.lease())));
        }
    }

    private void send(WorkerMessage message) {
        Connection now = connection;
        if (now != null && !stopping) {
            now.send(message);
        }
    }

    /// How many outcomes the engine has not confirmed.
    int unconfirmed() {
        return unkept.size();
    }

    private final class Teller implements Outcomes {
        @Override
        public void finished(Assignment assignment, Intent outcome) {
            if (stopping) {
                return;
            }
            var told = new WorkerMessage.Told(assignment.workflow(), outcome);
            unkept.put(held(assignment), told);
            send(told);
        }

        @Override
        public void told(Assignment assignment, Intent intent) {
            send(new WorkerMessage.Told(assignment.workflow(), intent));
        }
    }

    /// Leaves the engine: running attempts are stopped, and others get them.
    @Override
    public void close() {
        Connection now = connection;
        if (now != null) {
            now.send(new WorkerMessage.Bye());
        }
        stopping = true;
        runner.close();
        if (now != null) {
            now.close();
        }
    }
}
