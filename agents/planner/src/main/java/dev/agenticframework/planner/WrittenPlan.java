package dev.agenticframework.planner;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.TaskDraft;
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
import tools.jackson.databind.json.JsonMapper;

/// A plan that somebody wrote, held to what the agents offer.
final class WrittenPlan {
    static final int MAX_TASKS = 200;
    private static final int MAX_VALUE_LENGTH = 10_000;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{([a-z][a-z0-9-]{0,39})\\.([A-Za-z][A-Za-z0-9]{0,63})}");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Capability> capabilities = new HashMap<>();
    private final Map<String, TaskDraft> drafts = new LinkedHashMap<>();
    private final PlanWriter writer;

    WrittenPlan(List<Capability> capabilities, PlanWriter writer) {
        capabilities.forEach(one -> this.capabilities.put(one.name(), one));
        this.writer = writer;
    }

    /// A JSON object with a digest of the plan, so that another plan counts as another request.
    static String parameters(List<TaskDraft> written) {
        return JSON.writeValueAsString(Map.of("planDigest", UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(written))));
    }

    Plan plan(List<TaskDraft> written) {
        if (written.isEmpty() || written.size() > MAX_TASKS) {
            throw new FailureException(Failure.conflict(
                    "PLAN_SIZE", "a plan has 1 to " + MAX_TASKS + " tasks, not " + written.size(), "split it"));
        }
        written.forEach(this::register);
        written.forEach(this::checkDependencies);
        List<TaskSpec> tasks = new ArrayList<>();
        for (String id : order()) {
            tasks.add(task(draft(id)));
        }
        return new Plan(tasks, OnFailure.KEEP, Plan.DEFAULT_TIMEOUT);
    }

    private void register(TaskDraft draft) {
        if (!ID.matcher(draft.id()).matches()) {
            throw new FailureException(Failure.invalid(
                    "PLAN_TASK_ID_INVALID",
                    Questions.quote(draft.id()) + " cannot be the id of a task",
                    "use up to 40 lower-case letters, digits and hyphens, a letter first"));
        }
        if (drafts.put(draft.id(), draft) != null) {
            throw new FailureException(Failure.conflict(
                    "PLAN_TASK_ID_REPEATED", "two tasks have the id " + draft.id(), "rename one of them"));
        }
        capability(draft);
    }

    private Capability capability(TaskDraft draft) {
        Capability capability = capabilities.get(draft.agent() + "." + draft.action());
        if (capability == null) {
            throw new FailureException(Failure.notFound(
                    "PLAN_CAPABILITY_UNKNOWN",
                    "no agent offers " + Questions.quote(draft.agent() + "." + draft.action()) + ", which task "
                            + draft.id() + " asks for",
                    "choose one of "
                            + String.join(
                                    ", ",
                                    capabilities.keySet().stream().sorted().toList())));
        }
        return capability;
    }

    private TaskDraft draft(String id) {
        return Optional.ofNullable(drafts.get(id)).orElseThrow();
    }

    private void checkDependencies(TaskDraft draft) {
        for (String other : draft.dependsOn()) {
            if (!drafts.containsKey(other)) {
                throw new FailureException(Failure.notFound(
                        "PLAN_DEPENDENCY_UNKNOWN",
                        "task " + draft.id() + " depends on " + Questions.quote(other) + ", which is not in the plan",
                        "add it or leave it out"));
            }
        }
    }

    /// Kahn's order: as written, but each task after those it depends on (Kahn, Topological sorting of large
    /// networks, 1962).
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
                        "these tasks wait for each other: " + left,
                        "take one of their dependencies away"));
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
                        capability.name() + " has no input " + Questions.quote(name) + ", which task " + draft.id()
                                + " gives",
                        "leave it out"));
            }
        }
        List<String> before = before(draft);
        Map<String, Input> inputs = new LinkedHashMap<>();
        for (Field input : capability.inputs()) {
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
                inputs);
    }

    private static Optional<Field> field(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The tasks before one, the nearest first.
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

    private Optional<Input> input(TaskDraft draft, Field input, List<String> before) {
        String given = draft.inputs().get(input.name());
        if (given != null) {
            Matcher reference = REFERENCE.matcher(given);
            return Optional.of(
                    reference.matches() ? output(draft, input, reference, before) : literal(draft, input, given));
        }
        for (String other : before) {
            if (gives(other, input)) {
                return Optional.of(new Input.OutputOf(new TaskId(other), input.name()));
            }
        }
        if (input.required()) {
            throw new FailureException(Failure.invalid(
                    "PLAN_INPUT_MISSING",
                    "task " + draft.id() + " needs '" + input.name() + "' (" + input.description()
                            + "), and no task before it gives it",
                    "give it under inputs, or depend on a task that puts it out"));
        }
        return Optional.empty();
    }

    private boolean gives(String task, Field input) {
        return field(capability(draft(task)).outputs(), input.name())
                .filter(output -> output.type() == input.type())
                .isPresent();
    }

    private Input output(TaskDraft draft, Field input, Matcher reference, List<String> before) {
        String task = reference.group(1);
        if (!before.contains(task)) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_FROM_LATER",
                    "the input '" + input.name() + "' of " + draft.id() + " comes from " + task
                            + ", which does not come before it",
                    "depend on it"));
        }
        Field output = field(capability(draft(task)).outputs(), reference.group(2))
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "PLAN_OUTPUT_UNKNOWN",
                        "task " + task + " puts out no '" + reference.group(2) + "'",
                        "name one of its outputs")));
        if (output.type() != input.type()) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "the input '" + input.name() + "' of " + draft.id() + " is " + input.type() + ", not "
                            + output.type(),
                    "take it from elsewhere"));
        }
        return new Input.OutputOf(new TaskId(task), reference.group(2));
    }

    private static Input literal(TaskDraft draft, Field input, String given) {
        if (given.length() > MAX_VALUE_LENGTH || !input.type().accepts(given)) {
            throw new FailureException(Failure.conflict(
                    "PLAN_INPUT_TYPE",
                    "the input '" + input.name() + "' of " + draft.id() + " must be of type " + input.type(),
                    "give another value"));
        }
        return new Input.Literal(given);
    }
}
