package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Role;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Checks whether the caller may do what a request asks, with what it is about; and if it is a change, records that it
/// begins. Every handler of a route with permissions calls it before it answers or changes anything.
final class Guard {
    private static final String ROUTE = Route.class.getName();
    private static final String CHECKED = Guard.class.getName();

    private final Access access;
    private final PlanScopes scopes;
    private final Workflows workflows;
    private final Changes changes;

    Guard(Access access, PlanScopes scopes, Workflows workflows, Changes changes) {
        this.access = access;
        this.scopes = scopes;
        this.workflows = workflows;
        this.changes = changes;
    }

    /// Requires that the caller may use a route at all, for some service in some environment.
    ///
    /// @throws FailureException `NOT_ALLOWED`
    void enter(Context context, Route route) {
        context.attribute(ROUTE, route);
        Principal who = Caller.of(context);
        if (route.permissions().stream().noneMatch(one -> access.allowsSomewhere(who, one))) {
            var needed = route.permissions().iterator().next();
            throw refused(access.decide(who, needed, Scope.EVERYTHING).reason(), needed);
        }
    }

    /// Whether a handler has called this guard for a request.
    static boolean hasChecked(Context context) {
        return context.attribute(CHECKED) != null;
    }

    /// Allows a request about no service in particular, which [#enter] has checked.
    void anywhere(Context context) {
        context.attribute(CHECKED, true);
    }

    /// Allows a request about the whole installation.
    ///
    /// @param what details for the audit log
    /// @throws FailureException `NOT_ALLOWED`
    void everything(Context context, Map<String, String> what) {
        require(context, Set.of(Scope.EVERYTHING));
        begin(context, "", "", List.of(), what);
    }

    /// Requires that the caller may do this with a service in an environment, before the request is looked
    /// at further.
    ///
    /// @throws FailureException `NOT_ALLOWED`
    void check(Context context, String service, String environment) {
        require(context, Set.of(new Scope(service, environment)));
    }

    /// Allows a request about a service in an environment.
    ///
    /// @param before what is there before a change
    /// @throws FailureException `NOT_ALLOWED`
    void service(Context context, String service, String environment, Map<String, String> before) {
        var scope = new Scope(service, environment);
        require(context, Set.of(scope));
        begin(context, "", "", List.of(scope), before);
    }

    /// Allows a request about the workflow that its path names.
    ///
    /// @throws FailureException `WORKFLOW_NOT_FOUND`, `NOT_ALLOWED`
    WorkflowId workflow(Context context) {
        if (route(context).onlyReads() && seesEverything(context)) {
            return Query.workflow(context);
        }
        var workflow = found(context);
        var about = scopes.of(workflow.plan());
        require(context, about);
        begin(context, workflow.id().toString(), "", about, Map.of("status", status(workflow)));
        return workflow.id();
    }

    /// Allows a request about one task of the workflow that its path names.
    ///
    /// @throws FailureException `WORKFLOW_NOT_FOUND`, `TASK_NOT_FOUND`, `NOT_ALLOWED`
    WorkflowId workflowOfTask(Context context) {
        var workflow = found(context);
        var task = Query.task(context);
        if (workflow.task(task).isEmpty()) {
            throw Query.taskNotFound(task.toString());
        }
        var about = scopes.of(workflow.plan(), task);
        require(context, about);
        begin(context, workflow.id().toString(), task.toString(), about, state(workflow, task));
        return workflow.id();
    }

    private Workflow found(Context context) {
        return Answers.value(workflows.find(Query.workflow(context)));
    }

    private static String status(Workflow workflow) {
        return workflow.status().toString();
    }

    private static Map<String, String> state(Workflow workflow, TaskId task) {
        var state = new TreeMap<>(Map.of("status", status(workflow)));
        if (workflow.task(task).orElseThrow() instanceof TaskState.AwaitingApproval waiting) {
            state.put("digest", waiting.digest());
        }
        return state;
    }

    /// Allows to start a plan, task by task.
    ///
    /// @param before what is there before
    /// @throws FailureException `NOT_ALLOWED`
    void plan(Context context, Plan plan, Map<String, String> before) {
        requireAll(context, plan);
        begin(context, "", "", scopes.of(plan), before);
    }

    /// As [#plan], for a request that starts nothing.
    void dryRun(Context context, Plan plan) {
        requireAll(context, plan);
    }

    private void requireAll(Context context, Plan plan) {
        context.attribute(CHECKED, true);
        Principal who = Caller.of(context);
        for (PlanScopes.Need need : scopes.needs(plan)) {
            var verdict = access.decide(who, need.permission(), need.scope());
            if (!verdict.allowed()) {
                Changes.refused(context, Set.of(need.scope()));
                throw refused(verdict.reason(), need.permission());
            }
        }
    }

    /// Whether the caller may do something with a service in an environment.
    boolean allows(Context context, Permission permission, Scope scope) {
        context.attribute(CHECKED, true);
        return access.allows(Caller.of(context), permission, scope);
    }

    /// Whether the caller may see everything.
    boolean seesEverything(Context context) {
        return allows(context, Permission.READ, Scope.EVERYTHING);
    }

    /// Whether the caller may see a workflow.
    boolean sees(Context context, WorkflowId id) {
        if (seesEverything(context)) {
            return true;
        }
        return workflows.find(id) instanceof Answer.Done<Workflow>(var workflow)
                && scopes.of(workflow.plan()).stream().allMatch(scope -> allows(context, Permission.READ, scope));
    }

    private void require(Context context, Collection<Scope> about) {
        context.attribute(CHECKED, true);
        Principal who = Caller.of(context);
        Route route = route(context);
        for (Scope scope : about) {
            if (route.permissions().stream().noneMatch(one -> access.allows(who, one, scope))) {
                var needed = route.permissions().iterator().next();
                Changes.refused(context, about);
                throw refused(access.decide(who, needed, scope).reason(), needed);
            }
        }
    }

    private void begin(
            Context context, String workflow, String task, Collection<Scope> about, Map<String, String> before) {
        Route route = route(context);
        if (!route.onlyReads()) {
            changes.begin(context, route.operationId(), workflow, task, about, before);
        }
    }

    private static Route route(Context context) {
        return Objects.requireNonNull(context.<Route>attribute(ROUTE));
    }

    private FailureException refused(String reason, Permission needed) {
        String roles =
                String.join(", ", Role.with(needed).stream().map(Role::toString).toList());
        return new FailureException(Failure.forbidden(
                "NOT_ALLOWED",
                reason,
                access.limited()
                        ? "Ask an administrator for one of the roles: " + roles
                                + ". Who may do what: agentic access check"
                        : "Use a token of one of the groups: " + roles + "."));
    }
}
