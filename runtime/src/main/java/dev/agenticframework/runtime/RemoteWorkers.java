package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
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

/// Workers in other processes, as the engine sees them: who has joined, what each holds, and how much more it takes.
///
/// A worker that loses its connection has a while to come back and say what it still holds; what it does not hold, or
/// all of it when it stays away, is delivered again. The same goes for what was leased before the engine's own process
/// started: agents go on working while the platform restarts.
///
/// At any time the shell counts as free, for each agent, what those that are connected offer less what they have taken;
/// those that are away count nothing.
public final class RemoteWorkers implements AutoCloseable {
    /// How long a worker that was lost may stay away before what it holds is given to others.
    public static final Duration REJOIN_PATIENCE = Duration.ofSeconds(10);

    /// Who an attempt is leased to when a slot was counted whose worker has just gone: it is lost at once.
    static final String NOBODY = "nobody";

    private static final Set<String> RESERVED = Set.of(NOBODY, LocalWorkers.NAME, Children.WORKER);
    private static final Duration CHECK = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Map<String, Member> members = new HashMap<>();
    private final Thread checker = Thread.ofVirtual().name("remote-workers").unstarted(this::check);
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

    /// Begins to serve: what workers tell goes there.
    void serve(Shell to) {
        shell = to;
        checker.start();
    }

    private Shell shell() {
        return Objects.requireNonNull(shell);
    }

    /// Chooses the worker with the most room for an agent, and takes a slot of it.
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

    /// An attempt was leased under this name before this process started: it goes on if its worker comes back.
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

    /// A worker has connected. If it was connected before, that connection no longer counts.
    ///
    /// @param hello what it said first
    /// @param send tells it something; must not wait
    /// @throws IllegalArgumentException when its name is one that others cannot have
    public synchronized Membership join(WorkerMessage.Hello hello, Consumer<WorkerMessage> send) {
        if (RESERVED.contains(hello.worker())) {
            throw new IllegalArgumentException("no worker can be called '" + hello.worker() + "'");
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

    /// What it should hold and does not is delivered again; what it holds and should not is to stop.
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

    /// One connection of a worker. Everything that it tells goes through here.
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

        /// Passes on what the worker says.
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
                    throw new IllegalArgumentException("a worker that has joined does not say this");
            }
        }

        /// The connection is lost.
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
            // It was lost, or was told before: the engine knows which.
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

    /// Gives up those who have been away for too long.
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

    private void check() {
        try {
            while (true) {
                Thread.sleep(CHECK);
                giveUpAbsent();
            }
        } catch (InterruptedException _) {
            // The process stops.
        }
    }

    @Override
    public void close() {
        checker.interrupt();
    }
}
