package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.TaskDraft;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Checks a user's own plan against the capabilities of the agents, and completes its inputs.
final class WrittenPlan {
    static final int MAX_TASKS = 200;
    private static final int MAX_VALUE_LENGTH = 10_000;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{([a-z][a-z0-9-]{0,39})\\.([A-Za-z][A-Za-z0-9]{0,63})}");

    /// They decide who may start, approve and see a task, so they are known before the plan starts.
    private static final Set<String> SCOPE = Set.of(Fields.SERVICE_NAME.name(), Fields.ENVIRONMENT.name());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Capabilities capabilities;
    private final Map<String, TaskDraft> drafts = new LinkedHashMap<>();
    private final PlanWriter writer;
    private final EvidenceCheck evidence;

    WrittenPlan(Capabilities capabilities, PlanWriter writer) {
        this.capabilities = capabilities;
        this.writer = writer;
        this.evidence = new EvidenceCheck(capabilities);
    }

    /// A JSON object with a digest of the plan, so that another plan counts as another request.
    static String parameters(List<TaskDraft> written) {
        return JSON.writeValueAsString(Map.of("planDigest", UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(written))));
    }

    Plan plan(List<TaskDraft> written) {
        if (written.isEmpty() || written.size() > MAX_TASKS) {
            throw new FailureException(Failure.conflict(
                    "PLAN_SIZE",
                    "The plan has " + written.size() + " tasks, but a plan must have 1 to " + MAX_TASKS + ".",
                    "Add a task, or split the plan."));
        }
        written.forEach(this::register);
        written.forEach(this::checkDependencies);
        written.forEach(this::prepare);
        Map<TaskId, TaskSpec> tasks = new LinkedHashMap<>();
        for (String id : order()) {
            TaskDraft draft = draft(id);
            TaskSpec task = task(draft);
            evidence.problem(
                            task,
                            capability(draft),
                            other -> Optional.ofNullable(tasks.get(other)),
                            (one, field) -> Optional.ofNullable(one.inputs().get(field.name())))
                    .ifPresent(problem -> {
                        throw new FailureException(problem);
                    });
            tasks.put(task.id(), task);
        }
        return new Plan(List.copyOf(tasks.values()), OnFailure.KEEP, Plan.DEFAULT_TIMEOUT);
    }

    private void register(TaskDraft draft) {
        if (!ID.matcher(draft.id()).matches()) {
            throw new FailureException(Failure.invalid(
                    "PLAN_TASK_ID_INVALID",
                    Questions.quote(draft.id()) + " is not a valid task ID.",
                    "Use at most 40 lowercase letters, digits and hyphens, and start with a letter."));
        }
        if (drafts.put(draft.id(), draft) != null) {
            throw new FailureException(Failure.conflict(
                    "PLAN_TASK_ID_REPEATED",
                    "Two tasks have the ID " + Questions.quote(draft.id()) + ".",
                    "Rename one of them."));
        }
        capability(draft);
    }

    private Capability capability(TaskDraft draft) {
        String name = draft.agent() + "." + draft.action();
        return capabilities
                .named(name)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "PLAN_CAPABILITY_UNKNOWN",
                        "No agent offers " + Questions.quote(name) + ", which task " + Questions.quote(draft.id())
                                + " requires.",
                        "Choose one of: "
                                + capabilities.all().stream()
                                        .map(Capability::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + ".")));
    }

    private TaskDraft draft(String id) {
        return Optional.ofNullable(drafts.get(id)).orElseThrow();
    }

    private void checkDependencies(TaskDraft draft) {
        for (String other : draft.dependsOn()) {
            if (!drafts.containsKey(other)) {
                throw new FailureException(Failure.notFound(
                        "PLAN_DEPENDENCY_UNKNOWN",
                        "Task " + Questions.quote(draft.id()) + " depends on " + Questions.quote(other)
                                + ", which is not in the plan.",
                        "Add that task, or remove it from dependsOn."));
            }
        }
    }

    /// Adds the tasks with which an agent itself prepares a task, such as the review that a deployment is
    /// approved by.
    private void prepare(TaskDraft draft) {
        Capability capability = capability(draft);
        for (Field<?> input : capability.inputs()) {
            boolean open = input.isEvidence()
                    && input.required()
                    && !draft.inputs().containsKey(input.name())
                    && before(draft(draft.id())).stream().noneMatch(other -> gives(other, input));
            if (open) {
                capabilities.all().stream()
                        .filter(one -> one.agent().equals(capability.agent()))
                        .filter(one -> one.effects().equals(Set.of(Effect.READS)))
                        .filter(one -> one.outputs().equals(List.of(input)))
                        .findFirst()
                        .ifPresent(preparing -> prepare(draft(draft.id()), preparing));
            }
        }
    }

    private void prepare(TaskDraft draft, Capability preparing) {
        String id = preparing.action() + "-" + (drafts.size() + 1);
        Map<String, String> inputs = new HashMap<>(draft.inputs());
        inputs.keySet().removeIf(name -> field(preparing.inputs(), name).isEmpty());
        register(new TaskDraft(id, preparing.agent(), preparing.action(), inputs, draft.dependsOn()));
        List<String> after = new ArrayList<>(draft.dependsOn());
        after.add(id);
        drafts.put(draft.id(), new TaskDraft(draft.id(), draft.agent(), draft.action(), draft.inputs(), after));
    }

    /// Returns the tasks in their written order, but each one after those that it depends on (Kahn, Topological
    /// sorting of large networks, 1962).
    private List<String> order() {
        Set<String> done = new LinkedHashSet<>();
        while (done.size() < drafts.size()) {
            Optional<TaskDraft> ready = drafts.values().stream()
                    .filter(draft -> !done.contains(draft.id()) && done.containsAll(draft.dependsOn()))
                    .findFirst();
            if (ready.isEmpty()) {
                String left = String.join(
                        ", ",
                        drafts.keySet().stream()
                                .filter(id -> !done.contains(id))
                                .toList());
                throw new FailureException(Failure.conflict(
                        "PLAN_CYCLE",
                        "These tasks cannot start because of a dependency cycle: " + left + ".",
                        "Remove one of the dependencies."));
            }
            done.add(ready.get().id());
        }
        return List.copyOf(done);
    }

    private TaskSpec task(TaskDraft draft) {
        Capability capability = capability(draft);
        for (String name : draft.inputs().keySet()) {
            if (field(capability.inputs(), name).isEmpty()) {
                throw new FailureException(Failure.notFound(
                        "PLAN_INPUT_UNKNOWN",
                        "Task " + Questions.quote(draft.id()) + " sets " + Questions.quote(name) + ", but "
                                + capability.name() + " has no such input.",
                        "Remove it."));
            }
        }
        List<String> before = before(draft);
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Field<?> input : capability.inputs()) {
            input(draft, input, before).ifPresent(value -> inputs.put(input.name(), value));
        }
        List<TaskId> after =
                draft.dependsOn().stream().distinct().map(TaskId::new).toList();
        return writer.task(
                new TaskId(draft.id()),
                capability,
                PlanWriter.title(capability, draft.inputs()),
                TaskSpec.DEFAULT_PRIORITY,
                after,
                new Condition.Default(),
                inputs);
    }

    private static Optional<Field<?>> field(List<Field<?>> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// Returns the tasks that a task depends on, directly or indirectly, the nearest first.
    private List<String> before(TaskDraft draft) {
        Set<String> before = new LinkedHashSet<>(draft.dependsOn());
        List<String> open = new ArrayList<>(before);
        for (int i = 0; i < open.size(); i++) {
            for (String next : draft(open.get(i)).dependsOn()) {
                if (before.add(next)) {
                    open.add(next);
                }
            }
        }
        return List.copyOf(before);
    }

    private Optional<Input> input(TaskDraft draft, Field<?> input, List<String> before) {
        String given = draft.inputs().get(input.name());
        if (given != null) {
            Matcher reference = REFERENCE.matcher(given);
            return Optional.of(
                    reference.matches() ? output(draft, input, reference, before) : literal(draft, input, given));
        }
        for (String other : before) {
            if (gives(other, input) && !SCOPE.contains(input.name())) {
                return Optional.of(new Input.OutputOf(new TaskId(other), input.name()));
            }
        }
        Optional<Input> subject = subjectOfEvidence(draft, input, before);
        if (subject.isPresent()) {
            return subject;
        }
        if (input.required()) {
            throw new FailureException(Failure.invalid(
                    "PLAN_INPUT_MISSING",
                    "Task " + Questions.quote(draft.id()) + " needs the input " + Questions.quote(input.name()) + " ("
                            + input.description() + "), but no earlier task provides it.",
                    "Set it in inputs, or depend on a task that provides it."));
        }
        return Optional.empty();
    }

    /// What the evidence of a task is about is what the task is about.
    private Optional<Input> subjectOfEvidence(TaskDraft draft, Field<?> input, List<String> before) {
        for (Field<?> field : capability(draft).inputs()) {
            boolean isSubject =
                    field.about().stream().anyMatch(one -> one.name().equals(input.name()));
            Optional<TaskDraft> giver = before.stream()
                    .filter(other -> gives(other, field))
                    .findFirst()
                    .map(this::draft);
            if (isSubject && giver.isPresent()) {
                return input(giver.get(), input.asOptional(), before(giver.get()));
            }
        }
        return Optional.empty();
    }

    private boolean gives(String task, Field<?> input) {
        return field(capability(draft(task)).outputs(), input.name())
                .filter(output -> output.type().equals(input.type()))
                .isPresent();
    }

    private Input output(TaskDraft draft, Field<?> input, Matcher reference, List<String> before) {
        String task = reference.group(1);
        if (SCOPE.contains(input.name())) {
            throw new FailureException(open(draft, input));
        }
        if (!before.contains(task)) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_FROM_LATER",
                    "The input " + Questions.quote(input.name()) + " of task " + Questions.quote(draft.id())
                            + " comes from task " + Questions.quote(task) + ", which is not an earlier task.",
                    "Add " + Questions.quote(task) + " to dependsOn."));
        }
        Field<?> output = field(capability(draft(task)).outputs(), reference.group(2))
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "PLAN_OUTPUT_UNKNOWN",
                        "Task " + Questions.quote(task) + " has no output " + Questions.quote(reference.group(2)) + ".",
                        "Use one of its outputs.")));
        if (!output.type().equals(input.type())) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "The input " + Questions.quote(input.name()) + " of task " + Questions.quote(draft.id())
                            + " must be "
                            + input.type() + ", but " + Questions.quote(output.name()) + " of task "
                            + Questions.quote(task) + " is " + output.type() + ".",
                    "Use another output."));
        }
        return new Input.OutputOf(new TaskId(task), reference.group(2));
    }

    private static Input literal(TaskDraft draft, Field<?> input, String given) {
        if (given.length() > MAX_VALUE_LENGTH) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "The input " + Questions.quote(input.name()) + " of task " + Questions.quote(draft.id())
                            + " is longer than " + MAX_VALUE_LENGTH + " characters.",
                    "Shorten it."));
        }
        input.problem(given).ifPresent(problem -> {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "The input of task " + Questions.quote(draft.id()) + " is not valid: " + problem + ".",
                    "Change the value."));
        });
        return new Input.Literal(given);
    }

    private static Failure open(TaskDraft draft, Field<?> input) {
        String message = "The input " + Questions.quote(input.name()) + " of task " + Questions.quote(draft.id())
                + " comes from another task. Who may start and approve a task depends on it.";
        String remedy = "Give it as a value.";
        return input.name().equals(Fields.ENVIRONMENT.name())
                ? Failure.invalid("PLAN_ENVIRONMENT_MISSING", message, remedy)
                : Failure.invalid("PLAN_SERVICE_MISSING", message, remedy);
    }
}
