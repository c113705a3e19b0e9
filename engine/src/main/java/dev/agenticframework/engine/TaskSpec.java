package dev.agenticframework.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Specifies one task of a plan: what an agent does, after which tasks, and within which limits.
///
/// @param id unique in the plan
/// @param agent the agent that does it, such as `codegen`
/// @param action one of the agent's actions
/// @param title for people
/// @param priority 1 is the most urgent
/// @param dependsOn the tasks that must have ended before it
/// @param when decides whether it runs after that
/// @param inputs by name
/// @param retry when a failed attempt is retried
/// @param timeouts for attempts and in total
/// @param approval who must approve it before it starts; empty when nobody must
/// @param compensation the agent's action that undoes it, with the task's inputs and outputs; empty when there is
///     nothing to undo
/// @param environment where it acts, for limits on what runs at once; empty when there is none
/// @param estimate how long it usually takes
/// @param child a plan that runs as a workflow of its own in place of an agent's action; its outcome is the task's.
///     Empty when an agent does the work
public record TaskSpec(
        TaskId id,
        String agent,
        String action,
        String title,
        int priority,
        List<TaskId> dependsOn,
        Condition when,
        Map<String, Input> inputs,
        RetryPolicy retry,
        Timeouts timeouts,
        Optional<ApprovalPolicy> approval,
        Optional<String> compensation,
        String environment,
        Duration estimate,
        Optional<Plan> child) {
    /// The priority of a task that names none.
    public static final int DEFAULT_PRIORITY = 100;

    static final int LOWEST_PRIORITY = 1_000;
    private static final int MAX_INPUTS = 256;
    private static final int MAX_NAME_LENGTH = 100;

    public TaskSpec {
        dependsOn = List.copyOf(dependsOn);
        inputs = Map.copyOf(inputs);
        requireName(agent, "agent");
        requireName(action, "action");
        if (priority < 1 || priority > LOWEST_PRIORITY) {
            throw new IllegalArgumentException(
                    "A priority must be from 1 to " + LOWEST_PRIORITY + ", not " + priority + ".");
        }
        if (inputs.size() > MAX_INPUTS) {
            throw new IllegalArgumentException("A task may have at most " + MAX_INPUTS + " inputs.");
        }
    }

    private static void requireName(String name, String what) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "The " + what + " of a task must have 1 to " + MAX_NAME_LENGTH + " characters.");
        }
    }

    /// A task with the defaults: no dependencies, no inputs, [RetryPolicy#DEFAULT], [Timeouts#DEFAULT].
    public static TaskSpec of(String id, String agent, String action) {
        return new TaskSpec(
                new TaskId(id),
                agent,
                action,
                action,
                DEFAULT_PRIORITY,
                List.of(),
                new Condition.Default(),
                Map.of(),
                RetryPolicy.DEFAULT,
                Timeouts.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                "",
                Duration.ofSeconds(1),
                Optional.empty());
    }

    /// The same task with another `priority`.
    public TaskSpec withPriority(int changed) {
        return with(draft -> draft.priority = changed);
    }

    /// The same task with another `dependsOn`.
    public TaskSpec after(String... tasks) {
        return with(
                draft -> draft.dependsOn = Arrays.stream(tasks).map(TaskId::new).toList());
    }

    /// The same task with another `when`.
    public TaskSpec runWhen(Condition changed) {
        return with(draft -> draft.when = changed);
    }

    /// The same task with other `inputs`.
    public TaskSpec withInputs(Map<String, Input> changed) {
        return with(draft -> draft.inputs = changed);
    }

    /// The same task with another `retry`.
    public TaskSpec withRetry(RetryPolicy changed) {
        return with(draft -> draft.retry = changed);
    }

    /// The same task with other `timeouts`.
    public TaskSpec withTimeouts(Timeouts changed) {
        return with(draft -> draft.timeouts = changed);
    }

    /// The same task with an `approval`.
    public TaskSpec approvedBy(ApprovalPolicy policy) {
        return with(draft -> draft.approval = Optional.of(policy));
    }

    /// The same task with a `compensation`.
    public TaskSpec undoneBy(String undoing) {
        return with(draft -> draft.compensation = Optional.of(undoing));
    }

    /// The same task in another `environment`.
    public TaskSpec in(String changed) {
        return with(draft -> draft.environment = changed);
    }

    /// The same task, done by a workflow of its own.
    public TaskSpec asWorkflow(Plan plan) {
        return with(draft -> draft.child = Optional.of(plan));
    }

    private TaskSpec with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /// A copy of the task with the parts that can be changed.
    private static final class Draft {
        private final TaskSpec from;
        private int priority;
        private List<TaskId> dependsOn;
        private Condition when;
        private Map<String, Input> inputs;
        private RetryPolicy retry;
        private Timeouts timeouts;
        private Optional<ApprovalPolicy> approval;
        private Optional<String> compensation;
        private String environment;
        private Optional<Plan> child;

        Draft(TaskSpec from) {
            this.from = from;
            this.priority = from.priority;
            this.dependsOn = from.dependsOn;
            this.when = from.when;
            this.inputs = from.inputs;
            this.retry = from.retry;
            this.timeouts = from.timeouts;
            this.approval = from.approval;
            this.compensation = from.compensation;
            this.environment = from.environment;
            this.child = from.child;
        }

        TaskSpec done() {
            return new TaskSpec(
                    from.id,
                    from.agent,
                    from.action,
                    from.title,
                    priority,
                    dependsOn,
                    when,
                    inputs,
                    retry,
                    timeouts,
                    approval,
                    compensation,
                    environment,
                    from.estimate,
                    child);
        }
    }
}
