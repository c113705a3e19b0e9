package dev.agenticframework.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request and its plan in the state after some number of facts. Immutable.
public final class Workflow {
    private final WorkflowId id;
    private final Fact.WorkflowCreated origin;
    private final Graph graph;
    private final Instant createdAt;
    private final long sequence;
    private final Instant updatedAt;
    private final Instant timeFrom;
    private final int starts;
    private final Phase phase;
    private final TaskState[] tasks;

    Workflow(
            WorkflowId id,
            Fact.WorkflowCreated origin,
            Graph graph,
            Instant createdAt,
            long sequence,
            Instant updatedAt,
            Instant timeFrom,
            int starts,
            Phase phase,
            TaskState[] tasks) {
        this.id = id;
        this.origin = origin;
        this.graph = graph;
        this.createdAt = createdAt;
        this.sequence = sequence;
        this.updatedAt = updatedAt;
        this.timeFrom = timeFrom;
        this.starts = starts;
        this.phase = phase;
        this.tasks = tasks;
    }

    /// Starts a workflow under [Rules#OF_PLAN].
    public static Decision.Accepted start(WorkflowId id, Fact.WorkflowCreated created, Instant now) {
        return start(id, created, now, Rules.OF_PLAN);
    }

    /// Starts a workflow.
    ///
    /// @param id not used before
    /// @param created the request and its plan
    /// @param now the time
    /// @param rules what tasks need before they start
    public static Decision.Accepted start(WorkflowId id, Fact.WorkflowCreated created, Instant now, Rules rules) {
        return Decider.start(id, created, now, rules);
    }

    /// Decides about an intent under [Rules#OF_PLAN].
    public Decision decide(Intent intent, Instant now) {
        return decide(intent, now, Rules.OF_PLAN);
    }

    /// Decides about an intent. Changes nothing: the facts become true when the shell has stored them.
    ///
    /// @param intent the request
    /// @param now the time; when the clock went backward, the time of the last fact is used
    /// @param rules what tasks need before they start
    public Decision decide(Intent intent, Instant now, Rules rules) {
        return new Decider(this, now, rules).decide(intent);
    }

    /// Fails the workflow because nothing can be decided about it: running tasks fail, and nothing is undone.
    ///
    /// @param error the error of the task that becomes the dead letter
    /// @param now the time
    /// @return no facts when it has ended already
    public Decision.Accepted giveUp(TaskError error, Instant now) {
        return new Decider(this, now, Rules.OF_PLAN).giveUp(error);
    }

    /// The workflow after its first entry.
    ///
    /// @param id its id
    /// @param first the first entry of the history
    /// @throws IllegalArgumentException when the entry is not a [Fact.WorkflowCreated] with sequence 1
    public static Workflow begin(WorkflowId id, Entry first) {
        if (first.sequence() != 1 || !(first.fact() instanceof Fact.WorkflowCreated created)) {
            throw new IllegalArgumentException("A history must begin with WorkflowCreated.");
        }
        var tasks = new TaskState[created.plan().tasks().size()];
        Arrays.fill(tasks, new TaskState.Waiting(TaskState.Past.NONE));
        Instant at = first.at();
        return new Workflow(id, created, new Graph(created.plan()), at, 1, at, at, 0, new Phase.Active(), tasks);
    }

    /// The workflow after one more entry.
    ///
    /// @throws IllegalStateException when the fact cannot follow this state: the history is damaged
    public Workflow replay(Entry entry) {
        return Replay.of(this, entry);
    }

    /// The workflow after a whole history.
    ///
    /// @param history not empty, from the first entry
    public static Workflow replay(WorkflowId id, List<Entry> history) {
        Workflow workflow = begin(id, history.getFirst());
        for (Entry entry : history.subList(1, history.size())) {
            workflow = workflow.replay(entry);
        }
        return workflow;
    }

    /// The id.
    public WorkflowId id() {
        return id;
    }

    /// The request.
    public Request request() {
        return origin.request();
    }

    /// The plan that it started with.
    public Plan plan() {
        return origin.plan();
    }

    /// The idempotency key of the start; empty when there is none.
    public String idempotencyKey() {
        return origin.idempotencyKey();
    }

    /// The task of another workflow that it works for; empty when there is none.
    public Optional<Parent> parent() {
        return origin.parent();
    }

    /// The sequence of its last entry.
    public long sequence() {
        return sequence;
    }

    /// When it was created.
    public Instant createdAt() {
        return createdAt;
    }

    /// The time of its last entry.
    public Instant updatedAt() {
        return updatedAt;
    }

    /// When it ended; empty while it has not.
    public Optional<Instant> endedAt() {
        return phase instanceof Phase.Ended ended ? Optional.of(ended.at()) : Optional.empty();
    }

    /// Why it failed; empty when it did not.
    public Optional<TaskError> error() {
        return phase instanceof Phase.Ended ended ? ended.error() : Optional.empty();
    }

    /// The status.
    public Status status() {
        return switch (phase) {
            case Phase.Active _ -> onlyWaitsForApproval() ? Status.WAITING_APPROVAL : Status.IN_PROGRESS;
            case Phase.Paused _ -> Status.PAUSED;
            case Phase.Stopping stopping -> statusWhileStopping(stopping.ending());
            case Phase.Ended ended -> ended.status();
        };
    }

    private Status statusWhileStopping(Phase.Ending ending) {
        if (anyTask(TaskState::isCompensating)) {
            return Status.COMPENSATING;
        }
        return ending instanceof Phase.Ending.Cancelling ? Status.CANCELLING : Status.IN_PROGRESS;
    }

    private boolean onlyWaitsForApproval() {
        return anyTask(TaskState.AwaitingApproval.class::isInstance) && !anyTask(TaskState::isActive);
    }

    boolean anyTask(java.util.function.Predicate<TaskState> test) {
        for (TaskState task : tasks) {
            if (test.test(task)) {
                return true;
            }
        }
        return false;
    }

    /// The states of its tasks, in the order of the plan.
    public List<TaskState> tasks() {
        return Collections.unmodifiableList(Arrays.asList(tasks));
    }

    /// The state of one task; empty when the task is unknown.
    public Optional<TaskState> task(TaskId task) {
        int number = graph.numberOf(task);
        return number < 0 ? Optional.empty() : Optional.of(tasks[number]);
    }

    /// The specification of one task; empty when the task is unknown.
    public Optional<TaskSpec> spec(TaskId task) {
        int number = graph.numberOf(task);
        return number < 0 ? Optional.empty() : Optional.of(graph.task(number));
    }

    /// The inputs of a task, with the outputs of other tasks filled in. Values that are not known are left out.
    public Map<String, String> inputs(TaskSpec task) {
        var resolved = new TreeMap<String, String>();
        task.inputs().forEach((name, input) -> {
            switch (input) {
                case Input.Literal literal -> resolved.put(name, literal.value());
                case Input.OutputOf output ->
                    outputs(output.task())
                            .filter(all -> all.containsKey(output.name()))
                            .ifPresent(all -> resolved.put(name, all.get(output.name())));
            }
        });
        return resolved;
    }

    private Optional<Map<String, String>> outputs(TaskId task) {
        return task(task)
                .filter(TaskState.Succeeded.class::isInstance)
                .map(state -> ((TaskState.Succeeded) state).outputs());
    }

    /// The outputs of all tasks, each name preceded by the task's id and a dot.
    public Map<String, String> outputs() {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < tasks.length; i++) {
            String prefix = graph.task(i).id() + ".";
            if (tasks[i] instanceof TaskState.Succeeded done) {
                done.outputs().forEach((name, value) -> all.put(prefix + name, value));
            }
        }
        return all;
    }

    /// When it must wake, with [Intent.Wake]; empty when nothing is due by time alone.
    public Optional<Instant> wakeAt() {
        return Deadlines.next(this);
    }

    /// The part of the work that is done: ended tasks relative to all tasks, weighted by their estimates.
    ///
    /// @return 0 to 1
    public double progress() {
        double done = 0;
        double all = 0;
        for (int i = 0; i < tasks.length; i++) {
            double weight = (double) Math.max(1, graph.task(i).estimate().toMillis());
            all += weight;
            done += weight * tasks[i].progress();
        }
        return done / all;
    }

    /// The estimated time until it ends: the longest path through the tasks that have not ended.
    public Duration remaining() {
        var longest = new Duration[tasks.length];
        Duration most = Duration.ZERO;
        for (int i = 0; i < tasks.length; i++) {
            Duration path = remaining(i, longest);
            most = path.compareTo(most) > 0 ? path : most;
        }
        return most;
    }

    private Duration remaining(int task, @org.jspecify.annotations.Nullable Duration[] longest) {
        Duration known = longest[task];
        if (known != null) {
            return known;
        }
        Duration before = Duration.ZERO;
        for (int dependency : graph.dependencies(task)) {
            Duration path = remaining(dependency, longest);
            before = path.compareTo(before) > 0 ? path : before;
        }
        Duration all =
                tasks[task].isEnded() ? before : before.plus(graph.task(task).estimate());
        longest[task] = all;
        return all;
    }

    Phase phase() {
        return phase;
    }

    Graph graph() {
        return graph;
    }

    Instant timeFrom() {
        return timeFrom;
    }

    int starts() {
        return starts;
    }

    TaskState state(int task) {
        return tasks[task];
    }

    TaskState[] copyOfTasks() {
        return tasks.clone();
    }

    Workflow next(Entry entry, Instant newTimeFrom, int newStarts, Phase newPhase, TaskState[] newTasks) {
        return new Workflow(
                id, origin, graph, createdAt, entry.sequence(), entry.at(), newTimeFrom, newStarts, newPhase, newTasks);
    }
}
