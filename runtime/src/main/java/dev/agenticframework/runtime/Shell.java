package dev.agenticframework.runtime;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Connects the engine with the world: takes requests, lets the engine decide about them in groups, makes the decisions
/// durable, and then acts on them. The shell has no thread of its own. One thread calls [#run], or [#step] as a
/// simulation does; any thread may call the other methods.
public final class Shell {
    private static final String STOPPING = "The platform is stopping.";
    private static final System.Logger LOG = System.getLogger(Shell.class.getName());

    private final Inbox inbox = new Inbox();
    private final Writer writer;
    private volatile boolean stopping;
    private volatile @Nullable Ended ended;

    /// Why the shell no longer decides.
    private record Ended(Answer.Code code, String message) {}

    /// The engine as the shell uses it. Simulations replace it with broken engines to check that they notice.
    public interface Engine {
        /// The real engine under [Rules#OF_PLAN].
        Engine REAL = Workflow::decide;

        /// Decides as [Workflow#decide] does.
        Decision decide(Workflow workflow, Intent intent, Instant now);

        /// Starts a workflow as [Workflow#start] does.
        default Decision.Accepted start(WorkflowId id, Fact.WorkflowCreated created, Instant now) {
            return Workflow.start(id, created, now);
        }

        /// The real engine under other rules.
        static Engine under(Rules rules) {
            return new Engine() {
                @Override
                public Decision decide(Workflow workflow, Intent intent, Instant now) {
                    return workflow.decide(intent, now, rules);
                }

                @Override
                public Decision.Accepted start(WorkflowId id, Fact.WorkflowCreated created, Instant now) {
                    return Workflow.start(id, created, now, rules);
                }
            };
        }
    }

    /// Receives durable changes in order, before anyone gets an answer about them.
    public interface Listener {
        /// Reports durable changes.
        ///
        /// @param position the position of the commit
        /// @param changes the changes in the commit
        void committed(long position, List<WorkflowStore.Change> changes);
    }

    /// Continues the unfinished work in the store.
    ///
    /// @param store not used by anyone else
    /// @param clock tells the time
    /// @param engine decides
    /// @param workers run the attempts
    /// @param slots attempts at once, by agent
    /// @param environmentLimits attempts at once, by environment; other environments have no limit
    /// @param listener receives durable changes
    public Shell(
            WorkflowStore store,
            InstantSource clock,
            Engine engine,
            Workers workers,
            Map<String, Integer> slots,
            Map<String, Integer> environmentLimits,
            Listener listener) {
        var dispatcher = new Dispatcher(environmentLimits);
        slots.forEach(dispatcher::addSlots);
        var quarantine = new Quarantine();
        quarantine.readEach(store, workflow -> takeUp(workflow, dispatcher, workers));
        writer = new Writer(store, clock, engine, inbox, dispatcher, workers, quarantine, listener);
    }

    /// Delivers again what ran in a process that is gone, and queues what waited for a worker.
    private void takeUp(Workflow workflow, Dispatcher dispatcher, Workers workers) {
        for (TaskSpec task : workflow.plan().tasks()) {
            switch (workflow.task(task.id()).orElseThrow()) {
                case TaskState.Ready ready ->
                    dispatcher.add(workflow.id(), task, ready.past().attempt());
                case TaskState.Running running -> {
                    dispatcher.addRunning(task.environment(), running.child().isEmpty() ? 1 : 0);
                    var lease = new Lease(task.id(), running.past().attempt(), running.delivery());
                    if (running.child().isEmpty() && !workers.takeUp(workflow, lease)) {
                        inbox.add(new Command.Ask(workflow.id(), new Intent.LoseLease(lease), null));
                    }
                }
                default -> {}
            }
        }
    }

    /// Starts a workflow.
    public CompletableFuture<Answer<Workflows.Started>> start(StartRequest request) {
        var reply = new CompletableFuture<Answer<Workflows.Started>>();
        add(new Command.Start(request, reply));
        return reply;
    }

    /// Asks something of a workflow.
    public CompletableFuture<Answer<Workflow>> ask(WorkflowId workflow, Intent intent) {
        var reply = new CompletableFuture<Answer<Workflow>>();
        add(new Command.Ask(workflow, intent, reply));
        return reply;
    }

    /// Answers a request even when the writer ends at this moment.
    private void add(Command request) {
        if (stopping) {
            Refusals.refuse(request, Answer.Code.SHUTTING_DOWN, STOPPING);
            return;
        }
        inbox.add(request);
        Ended why = ended;
        if (why != null) {
            Refusals.refuse(request, why.code(), why.message());
        }
    }

    /// Reports something about a workflow. Nobody waits for an answer, and the report survives a store that fails
    /// for a while.
    public void tell(WorkflowId workflow, Intent intent) {
        inbox.add(new Command.Ask(workflow, intent, null));
    }

    /// Reports the outcome of an attempt, and that its slot is free again.
    public void finish(WorkflowId workflow, Intent outcome, String agent) {
        finish(workflow, outcome, agent, Command.Finish.NOBODY_WAITS);
    }

    /// Reports the outcome of an attempt.
    ///
    /// @param whenKept runs when the outcome is durable, or refused because the lease is lost. Does not run when
    ///     the process ends before that
    void finish(WorkflowId workflow, Intent outcome, String agent, Runnable whenKept) {
        inbox.add(new Command.Finish(workflow, outcome, agent, whenKept));
    }

    /// Changes how many attempts an agent may run at once; a negative number reduces it.
    public void addSlots(String agent, int count) {
        inbox.add(new Command.Slots(agent, count));
    }

    /// How many requests wait for a decision.
    public int queued() {
        return inbox.size();
    }

    /// Decides until [#stop]. When the writer has a defect, or the store throws something that it must not throw,
    /// the state in memory cannot be trusted: the shell then refuses everything with `ENGINE_STOPPED`, and the next
    /// start continues from the store.
    public void run() {
        var why = new Ended(Answer.Code.SHUTTING_DOWN, STOPPING);
        try {
            writer.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The engine has stopped because of a defect", e);
            why = new Ended(Answer.Code.ENGINE_STOPPED, "The engine has stopped because of a defect.");
        }
        ended = why;
        writer.refuseAll(why.code(), why.message());
    }

    /// Decides about the waiting commands as one group.
    ///
    /// @throws StoreException when the group could not be made durable. Then nothing has happened, those who wait
    ///     were refused, and the rest is retried
    public void step() throws StoreException {
        writer.step();
    }

    /// Stops [#run] after it has decided about the waiting commands.
    public void stop() {
        stopping = true;
        writer.stop();
        inbox.wake();
    }
}
