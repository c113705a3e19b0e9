package dev.agenticframework.runtime;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
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

/// What stands between the engine and the world: takes in what is asked, has it decided and made durable in groups, and
/// has what follows done. It has no thread of its own: whoever calls [#run], or [#step] by step as a simulation does,
/// is its one thread. All other methods may be called from any.
public final class Shell {
    private static final String STOPPING = "the process is stopping: ask again when it is back";
    private static final System.Logger LOG = System.getLogger(Shell.class.getName());

    private final Inbox inbox = new Inbox();
    private final Writer writer;
    private volatile boolean stopping;
    private volatile @Nullable Ended ended;

    /// Why nothing is decided any more.
    private record Ended(Answer.Code code, String message) {}

    /// The engine as the shell sees it. There is one; simulations put in broken ones to see whether they
    /// would notice.
    public interface Engine {
        /// The one that there is.
        Engine REAL = Workflow::decide;

        /// As [Workflow#decide].
        Decision decide(Workflow workflow, Intent intent, Instant now);
    }

    /// Told what has become durable, in that order, before anyone waits for an answer to it.
    public interface Listener {
        /// These changes are durable.
        ///
        /// @param position of the commit
        /// @param changes in it
        void committed(long position, List<WorkflowStore.Change> changes);
    }

    /// Takes up what is under way in the store.
    ///
    /// @param store which nobody else uses
    /// @param clock the time
    /// @param engine that decides
    /// @param workers that carry out
    /// @param slots how many attempts at once, by agent
    /// @param environmentLimits how many attempts at once, by environment; those not named have no limit
    /// @param listener to what becomes durable
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

    /// What ran in a process that is gone is delivered again; what waited for a worker waits again.
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

    /// A request is answered, even when the writer ends at this moment.
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

    /// Tells something about a workflow to which nobody waits for an answer; it is not lost while the store
    /// is down.
    public void tell(WorkflowId workflow, Intent intent) {
        inbox.add(new Command.Ask(workflow, intent, null));
    }

    /// Tells the outcome of an attempt, and that the slot of its agent is free again.
    public void finish(WorkflowId workflow, Intent outcome, String agent) {
        finish(workflow, outcome, agent, Command.Finish.NOBODY_WAITS);
    }

    /// The same.
    ///
    /// @param whenKept runs once the outcome is durable, or refused because the lease is lost; not when the process
    ///     ends before
    void finish(WorkflowId workflow, Intent outcome, String agent, Runnable whenKept) {
        inbox.add(new Command.Finish(workflow, outcome, agent, whenKept));
    }

    /// So many more (or, negative, fewer) attempts may run at once for an agent.
    public void addSlots(String agent, int count) {
        inbox.add(new Command.Slots(agent, count));
    }

    /// How many requests wait to be decided.
    public int queued() {
        return inbox.size();
    }

    /// Decides until [#stop]. When the writer itself is defective, or the store throws what it may not, it is not
    /// known what is true in memory: then everything is refused with `ENGINE_STOPPED`, and the next start goes on
    /// from what is durable.
    public void run() {
        var why = new Ended(Answer.Code.SHUTTING_DOWN, STOPPING);
        try {
            writer.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the engine has stopped", e);
            why = new Ended(
                    Answer.Code.ENGINE_STOPPED,
                    "the engine has stopped because of a defect: start the platform again, and it takes up its work");
        }
        ended = why;
        writer.refuseAll(why.code(), why.message());
    }

    /// Decides about what has come in so far, as one group.
    ///
    /// @throws StoreException when it could not be made durable; then nothing has happened, who waits was told so,
    ///     and the rest is tried again
    public void step() throws StoreException {
        writer.step();
    }

    /// Lets [#run] return once what has come in is decided.
    public void stop() {
        stopping = true;
        writer.stop();
        inbox.wake();
    }
}
