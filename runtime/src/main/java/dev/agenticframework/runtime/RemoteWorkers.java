package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.host.Supervised;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Manages the workers of other processes: who has joined, which attempts each holds, and how many more it can take.
///
/// A worker that loses its connection has [#REJOIN_PATIENCE] to return and say what it still holds. What it no longer
/// holds is delivered again; so is everything when it does not return. The same applies to attempts that were leased
/// before the platform restarted: agents continue while it restarts.
///
/// For each agent, the shell counts the free slots of the workers that are connected. Workers that are away do
/// not count.
public final class RemoteWorkers implements AutoCloseable {
    /// How long a worker may be away before others get its attempts.
    public static final Duration REJOIN_PATIENCE = Duration.ofSeconds(10);

    /// The holder of an attempt whose worker left between counting its slot and leasing: the attempt is
    /// lost immediately.
    static final String NOBODY = "nobody";

    private static final Set<String> RESERVED = Set.of(NOBODY, LocalWorkers.NAME, Children.WORKER);
    private static final Duration CHECK = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Map<String, Member> members = new HashMap<>();
    private final Supervised checker = Supervised.every("remote-workers", CHECK, this::giveUpAbsent);
    private @Nullable Shell shell;

    private record Key(WorkflowId workflow, TaskId task) {}

    private record Holding(Lease lease, String agent) {}

    private static final class Member {
        private final Map<Key, Holding> held = new HashMap<>();
        private final Map<String, Integer> taken = new HashMap<>();
        private Map<String, Integer> slots = Map.of();
        private @Nullable Membership connection;
        private long awaySinceMillis;

        int free(String agent) {
            return slots.getOrDefault(agent, 0) - taken.getOrDefault(agent, 0);
        }

        void take(String agent, int count) {
            taken.merge(agent, count, Integer::sum);
        }
    }

    RemoteWorkers(InstantSource clock) {
        this.clock = clock;
    }

    /// Starts to serve, and passes on what workers report.
    void serve(Shell to) {
        shell = to;
        checker.start();
    }

    private Shell shell() {
        return Objects.requireNonNull(shell);
    }

    /// Takes a slot of the worker with the most free slots for an agent.
    synchronized Optional<String> take(String agent) {
        @Nullable String best = null;
        int most = 0;
        for (Map.Entry<String, Member> one : members.entrySet()) {
            int free = one.getValue().free(agent);
            if (free > most) {
                best = one.getKey();
                most = free;
            }
        }
        if (best != null) {
            Objects.requireNonNull(members.get(best)).take(agent, 1);
        }
        return Optional.ofNullable(best);
    }

    synchronized void giveBack(String agent, String name) {
        Member member = members.get(name);
        if (member != null) {
            member.take(agent, -1);
        }
        boolean counts = member != null && member.connection != null;
        if (!counts && !name.equals(NOBODY)) {
            shell().addSlots(agent, -1);
        }
    }

    /// Expects the worker that held an attempt before this process started.
    synchronized void expect(Assignment assignment, String name) {
        Member member = members.computeIfAbsent(name, _ -> new Member());
        member.awaySinceMillis = clock.millis();
        member.take(assignment.agent(), 1);
        member.held.put(key(assignment), new Holding(assignment.lease(), assignment.agent()));
    }

    private static Key key(Assignment assignment) {
        return new Key(assignment.workflow(), assignment.lease().task());
    }

    synchronized void start(Assignment assignment, String name) {
        Member member = members.get(name);
        if (member == null) {
            shell().tell(assignment.workflow(), new Intent.LoseLease(assignment.lease()));
            if (name.equals(NOBODY)) {
                shell().addSlots(assignment.agent(), 1);
            }
            return;
        }
        member.held.put(key(assignment), new Holding(assignment.lease(), assignment.agent()));
        if (member.connection != null) {
            member.connection.send(new WorkerMessage.Start(WorkerMessage.Order.of(assignment)));
        }
    }

    synchronized void stop(WorkflowId workflow, TaskId task, int attempt) {
        for (Member member : members.values()) {
            Holding holding = member.held.get(new Key(workflow, task));
            if (holding != null && holding.lease().attempt() == attempt && member.connection != null) {
                member.connection.send(new WorkerMessage.Stop(workflow, task, attempt));
            }
        }
    }

    synchronized void stop(WorkflowId workflow) {
        for (Member member : members.values()) {
            for (Map.Entry<Key, Holding> held : member.held.entrySet()) {
                if (held.getKey().workflow().equals(workflow) && member.connection != null) {
                    Lease lease = held.getValue().lease();
                    member.connection.send(new WorkerMessage.Stop(workflow, lease.task(), lease.attempt()));
                }
            }
        }
    }

    /// Connects a worker. An earlier connection of this worker no longer counts.
    ///
    /// @param hello the worker's first message
    /// @param send sends to the worker; must not wait
    /// @throws IllegalArgumentException when the platform uses the name itself
    public synchronized Membership join(WorkerMessage.Hello hello, Consumer<WorkerMessage> send) {
        if (RESERVED.contains(hello.worker())) {
            throw new IllegalArgumentException(
                    "The platform uses the name '" + hello.worker() + "' itself. Give the worker another name.");
        }
        Member member = members.computeIfAbsent(hello.worker(), _ -> new Member());
        if (member.connection != null) {
            disconnect(member);
        }
        var membership = new Membership(hello.worker(), send);
        reconcile(member, hello.holding(), membership);
        member.connection = membership;
        member.slots = hello.slots();
        agents(member).forEach(agent -> shell().addSlots(agent, member.free(agent)));
        return membership;
    }

    /// Delivers again what the worker no longer holds, and stops what it should not hold.
    private void reconcile(Member member, List<WorkerMessage.Held> holding, Membership membership) {
        var said = new HashSet<>(holding);
        Iterator<Map.Entry<Key, Holding>> all = member.held.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Holding> one = all.next();
            WorkflowId workflow = one.getKey().workflow();
            Holding held = one.getValue();
            if (!said.remove(new WorkerMessage.Held(workflow, held.lease()))) {
                all.remove();
                member.take(held.agent(), -1);
                shell().tell(workflow, new Intent.LoseLease(held.lease()));
            }
        }
        said.forEach(rest -> membership.send(new WorkerMessage.Stop(
                rest.workflow(), rest.lease().task(), rest.lease().attempt())));
    }

    private static Set<String> agents(Member member) {
        var agents = new HashSet<>(member.slots.keySet());
        agents.addAll(member.taken.keySet());
        return agents;
    }

    private void disconnect(Member member) {
        agents(member).forEach(agent -> shell().addSlots(agent, -member.free(agent)));
        member.slots = Map.of();
        member.connection = null;
        member.awaySinceMillis = clock.millis();
    }

    /// One connection of a worker, through which it reports.
    public final class Membership implements AutoCloseable {
        private final String worker;
        private final Consumer<WorkerMessage> send;

        private Membership(String worker, Consumer<WorkerMessage> send) {
            this.worker = worker;
            this.send = send;
        }

        private void send(WorkerMessage message) {
            send.accept(message);
        }

        /// Passes on a message of the worker.
        public void receive(WorkerMessage message) {
            switch (message) {
                case WorkerMessage.Told(WorkflowId workflow, Intent.Succeed done) ->
                    finished(this, workflow, done, done.lease());
                case WorkerMessage.Told(WorkflowId workflow, Intent.Fail failed) ->
                    finished(this, workflow, failed, failed.lease());
                case WorkerMessage.Told(WorkflowId workflow, Intent.Suspend suspend) ->
                    finished(this, workflow, suspend, suspend.lease());
                case WorkerMessage.Told(WorkflowId workflow, Intent.Stop stopped) ->
                    finished(this, workflow, stopped, stopped.lease());
                case WorkerMessage.Told told -> shell().tell(told.workflow(), told.intent());
                case WorkerMessage.Bye _ -> leave(this);
                case WorkerMessage.Hello _, WorkerMessage.Start _, WorkerMessage.Stop _, WorkerMessage.Kept _ ->
                    throw new IllegalArgumentException("A worker that has joined does not send this: " + message);
            }
        }

        /// Reports that the connection is lost.
        @Override
        public void close() {
            lost(this);
        }
    }

    private synchronized void finished(Membership from, WorkflowId workflow, Intent outcome, Lease lease) {
        Runnable kept = () -> from.send(new WorkerMessage.Kept(workflow, lease));
        Member member = members.get(from.worker);
        if (member == null || member.connection != from) {
            return;
        }
        var key = new Key(workflow, lease.task());
        Holding holding = member.held.get(key);
        if (holding != null && holding.lease().equals(lease)) {
            member.held.remove(key);
            member.take(holding.agent(), -1);
            shell().finish(workflow, outcome, holding.agent(), kept);
        } else {
            // The lease was lost, or the outcome was reported before: the engine knows.
            shell().tell(workflow, outcome);
            kept.run();
        }
    }

    private synchronized void lost(Membership connection) {
        Member member = members.get(connection.worker);
        if (member != null && member.connection == connection) {
            disconnect(member);
        }
    }

    private synchronized void leave(Membership connection) {
        Member member = members.get(connection.worker);
        if (member != null && member.connection == connection) {
            disconnect(member);
            giveUp(connection.worker, member);
        }
    }

    private void giveUp(String name, Member member) {
        members.remove(name);
        member.held.forEach((key, held) -> shell().tell(key.workflow(), new Intent.LoseLease(held.lease())));
    }

    /// Gives the attempts of workers that were away too long to others.
    synchronized void giveUpAbsent() {
        long now = clock.millis();
        for (Map.Entry<String, Member> one : List.copyOf(members.entrySet())) {
            Member member = one.getValue();
            boolean away = member.connection == null;
            if (away && now - member.awaySinceMillis > REJOIN_PATIENCE.toMillis()) {
                giveUp(one.getKey(), member);
            }
        }
    }

    @Override
    public void close() {
        checker.close();
    }
}
