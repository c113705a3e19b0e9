package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds out which services and environments a plan concerns, from the inputs of its tasks. Labels do not count: their
/// author chooses them. What cannot be known before a task runs is [Scope#ANY].
final class PlanScopes {
    private static final Set<Effect> OPERATING = Set.of(Effect.RESTORES_TRAFFIC, Effect.DESTROYS);

    private final Capabilities capabilities;
    private final Targets targets;

    PlanScopes(List<Capability> capabilities, Targets targets) {
        this.capabilities = new Capabilities(capabilities);
        this.targets = targets;
    }

    /// A permission that starting a plan needs.
    record Need(Permission permission, Scope scope) {}

    /// What starting a plan needs: for a task that gives traffic back to an earlier release or destroys something,
    /// [OPERATE][Permission#OPERATE]; for any other one, [START][Permission#START]. A task that only reads needs
    /// nothing more where the plan operates.
    Set<Need> needs(Plan plan) {
        var needs = new LinkedHashSet<Need>();
        for (TaskSpec task : plan.tasks()) {
            if (operates(task)) {
                scopes(plan, task).forEach(scope -> needs.add(new Need(Permission.OPERATE, scope)));
            }
        }
        for (TaskSpec task : plan.tasks()) {
            task.child().ifPresent(child -> needs.addAll(needs(child)));
            if (!operates(task)) {
                scopes(plan, task).stream()
                        .filter(scope -> !onlyReads(task) || !needs.contains(new Need(Permission.OPERATE, scope)))
                        .forEach(scope -> needs.add(new Need(Permission.START, scope)));
            }
        }
        return needs;
    }

    /// A task that only recovers from the failure of another one belongs to that one.
    private boolean operates(TaskSpec task) {
        return effects(task).stream().anyMatch(OPERATING::contains)
                && task.dependsOn().stream().noneMatch(dependency -> task.when().recoversFrom(dependency));
    }

    private boolean onlyReads(TaskSpec task) {
        return effects(task).equals(Set.of(Effect.READS));
    }

    private Set<Effect> effects(TaskSpec task) {
        return capabilities.of(task).map(Capability::effects).orElse(Set.of());
    }

    /// The scopes of a plan, and of the plans within it.
    Set<Scope> of(Plan plan) {
        var scopes = new LinkedHashSet<Scope>();
        for (TaskSpec task : plan.tasks()) {
            scopes.addAll(scopes(plan, task));
            task.child().ifPresent(child -> scopes.addAll(of(child)));
        }
        return scopes;
    }

    /// The scopes of one task of a plan.
    Set<Scope> of(Plan plan, TaskId task) {
        return plan.tasks().stream()
                .filter(one -> one.id().equals(task))
                .findFirst()
                .map(one -> scopes(plan, one))
                .orElse(Set.of());
    }

    private Set<Scope> scopes(Plan plan, TaskSpec task) {
        if (task.child().isPresent()) {
            return Set.of();
        }
        var services = services(plan, task, plan.tasks().size());
        return environments(task).stream()
                .flatMap(environment -> services.stream().map(service -> new Scope(service, environment)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> environments(TaskSpec task) {
        var environments = new LinkedHashSet<String>();
        switch (task.inputs().get(Fields.ENVIRONMENT.name())) {
            case Input.Literal literal -> environments.add(literal.value());
            case Input.OutputOf _ -> environments.add(Scope.ANY);
            case null -> environments.add(task.environment());
        }
        if (!task.environment().isEmpty()) {
            environments.add(task.environment());
        }
        return environments;
    }

    /// @param depth how many tasks to follow at most; a plan has no cycles
    private Set<String> services(Plan plan, TaskSpec task, int depth) {
        var services = new LinkedHashSet<String>();
        switch (task.inputs().get(Fields.SERVICE_NAME.name())) {
            case Input.Literal literal -> services.add(literal.value());
            case Input.OutputOf _ -> services.add(Scope.ANY);
            case null -> {}
        }
        switch (task.inputs().get(Fields.REPOSITORY.name())) {
            case Input.Literal literal -> services.add(serviceOf(literal.value(), task.environment()));
            case Input.OutputOf output -> services.addAll(servicesOf(output, plan, depth));
            case null -> {}
        }
        return services.isEmpty() ? Set.of(Scope.ANY) : services;
    }

    /// A repository that another task gives belongs to the service of that task.
    private Set<String> servicesOf(Input.OutputOf output, Plan plan, int depth) {
        return plan.tasks().stream()
                .filter(one -> one.id().equals(output.task()))
                .filter(_ -> output.name().equals(Fields.REPOSITORY.name()) && depth > 0)
                .findFirst()
                .map(one -> services(plan, one, depth - 1))
                .orElse(Set.of(Scope.ANY));
    }

    private String serviceOf(String repository, String environment) {
        try {
            return targets.of(environment)
                    .sourceControl()
                    .repository(repository)
                    .map(SourceControl.Repository::service)
                    .orElse(Scope.ANY);
        } catch (FailureException e) {
            return Scope.ANY;
        }
    }
}
