package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Capabilities;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Planning;
import dev.agenticframework.agentapi.PlanningResult;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.httpapi.wire.Deploy;
import dev.agenticframework.httpapi.wire.Deployment;
import dev.agenticframework.httpapi.wire.Lines;
import dev.agenticframework.httpapi.wire.Removal;
import dev.agenticframework.httpapi.wire.Rollback;
import dev.agenticframework.httpapi.wire.Service;
import dev.agenticframework.httpapi.wire.ServiceList;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows the services that run, and deploys, rolls back and removes them.
final class ServiceRoutes {
    private static final int MAX_LOG_LINES = 2_000;
    private static final int DEFAULT_LOG_LINES = 200;

    private final Workflows workflows;
    private final Planning planning;
    private final Capabilities capabilities;
    private final Instances instances;
    private final Targets targets;
    private final Guard guard;

    ServiceRoutes(
            Workflows workflows,
            Planning planning,
            List<Capability> capabilities,
            Instances instances,
            Targets targets,
            Guard guard) {
        this.workflows = workflows;
        this.planning = planning;
        this.capabilities = new Capabilities(capabilities);
        this.instances = instances;
        this.targets = targets;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/deploy", "deploy", "Deploy an existing service", this::deploy)
                        .takes(Deploy.class)
                        .answers(202, Deployment.class)
                        .with(Idempotency.HEADER),
                Route.post("/rollback", "rollback", "Roll a service back to its previous release", this::rollback)
                        .needs(Permission.OPERATE)
                        .takes(Rollback.class)
                        .answers(202, Deployment.class)
                        .with(Idempotency.HEADER),
                Route.get("/services", "listServices", "List the services that run", this::list)
                        .answers(200, ServiceList.class),
                Route.get("/services/{name}", "getService", "Get a service, in each environment", this::show)
                        .answers(200, ServiceList.class),
                Route.get("/services/{name}/logs", "getServiceLogs", "Get the last lines of a service", this::logs)
                        .answers(200, Lines.class)
                        .with(Parameter.text("environment").mandatory(), Parameter.number("lines", 1, MAX_LOG_LINES)),
                Route.delete(
                                "/services/{name}",
                                "removeService",
                                "Stop and remove a service in an environment",
                                this::remove)
                        .needs(Permission.OPERATE)
                        .answers(202, Removal.class)
                        .with(
                                Parameter.text("environment").mandatory(),
                                Parameter.flag("withData"),
                                Parameter.text("confirm"),
                                Idempotency.HEADER));
    }

    private void deploy(Context context) {
        var body = Bodies.read(context, Deploy.class);
        guard.check(context, body.service(), body.environment());
        body.strategy().map(Text::shown).ifPresent(RolloutStrategy::named);
        var planned = PlanRequests.planned(planning.deployment(
                body.service(),
                body.version().orElse(""),
                body.environment(),
                body.strategy().orElse(""),
                body.replicas().orElse(0)));
        body.version().ifPresent(version -> requireRevision(body, version));
        guard.plan(context, planned.plan(), release(body.service(), body.environment()));
        start(context, planned, Effect.CHANGES_TRAFFIC, "deploying");
    }

    private void requireRevision(Deploy body, String version) {
        var sources = targets.of(body.environment()).sourceControl();
        if (sources.ofService(body.service())
                .flatMap(repository -> sources.resolve(repository.id(), version))
                .isEmpty()) {
            throw new FailureException(Failure.notFound(
                    "REVISION_NOT_FOUND",
                    "The repository of '" + body.service() + "' has no revision '" + Text.shown(version) + "'.",
                    "Name one of its branches, tags or commits."));
        }
    }

    private void rollback(Context context) {
        var body = Bodies.read(context, Rollback.class);
        guard.check(context, body.service(), body.environment());
        var planned = PlanRequests.planned(planning.rollback(body.service(), body.environment()));
        if (instances.find(body.service(), body.environment()).isEmpty()) {
            throw notFound(body.service());
        }
        guard.plan(context, planned.plan(), release(body.service(), body.environment()));
        start(context, planned, Effect.RESTORES_TRAFFIC, "rolling_back");
    }

    private void start(Context context, PlanningResult.Planned planned, Effect effect, String status) {
        Bodies.answer(context, 202, deployment(start(context, planned), effect, status));
    }

    private Workflow start(Context context, PlanningResult.Planned planned) {
        var request = new Request(
                Caller.of(context).name(),
                "",
                planned.template(),
                planned.parameters(),
                Tracing.of(context).labelled(planned.labels()));
        var started =
                Answers.value(workflows.start(new StartRequest(Idempotency.key(context), request, planned.plan())));
        Changes.started(context, started);
        context.header("Location", "/workflows/" + started.workflow().id());
        return started.workflow();
    }

    private Deployment deployment(Workflow workflow, Effect effect, String status) {
        TaskSpec changing = workflow.plan().tasks().stream()
                .filter(task -> does(task, effect))
                .findFirst()
                .orElseThrow();
        return new Deployment(
                DeploymentIds.of(
                        new TaskKey(workflow.id().toString(), changing.id().toString(), 1)),
                status,
                workflow.id().toString());
    }

    private boolean does(TaskSpec task, Effect effect) {
        return capabilities.of(task).filter(one -> one.does(effect)).isPresent();
    }

    private void list(Context context) {
        guard.anywhere(context);
        Bodies.answer(
                context,
                200,
                new ServiceList(instances.list().stream()
                        .filter(service -> sees(context, service))
                        .map(this::service)
                        .toList()));
    }

    private void show(Context context) {
        guard.anywhere(context);
        String name = context.pathParam("name");
        var found = instances.list().stream()
                .filter(service -> service.name().equals(name))
                .filter(service -> sees(context, service))
                .map(this::service)
                .toList();
        if (found.isEmpty()) {
            throw notFound(name);
        }
        Bodies.answer(context, 200, new ServiceList(found));
    }

    private boolean sees(Context context, ServiceStatus service) {
        return guard.allows(context, Permission.READ, new Scope(service.name(), service.environment()));
    }

    /// What is in service, for the audit log; empty when nothing is.
    private Map<String, String> release(String service, String environment) {
        return instances
                .find(service, environment)
                .map(status -> Map.of(
                        "deployment", status.deploymentId().orElse(""),
                        "version", status.version(),
                        "commit", status.commit()))
                .orElse(Map.of());
    }

    private Service service(ServiceStatus status) {
        return Service.of(
                status,
                targets.of(status.environment())
                        .sourceControl()
                        .ofService(status.name())
                        .map(SourceControl.Repository::url));
    }

    private void logs(Context context) {
        var status = status(context);
        int lines = (int) Query.number(context, "lines", 1, MAX_LOG_LINES, DEFAULT_LOG_LINES);
        Bodies.answer(
                context, 200, new Lines(instances.logs(status.name(), status.environment(), lines), Optional.empty()));
    }

    private void remove(Context context) {
        var status = status(context);
        boolean withData = Query.flag(context, "withData");
        Changes.after(context, "withData", Boolean.toString(withData));
        String confirmation = Query.text(context, "confirm").orElse("");
        var planned =
                PlanRequests.planned(planning.removal(status.name(), status.environment(), withData, confirmation));
        guard.plan(context, planned.plan(), release(status.name(), status.environment()));
        var started = start(context, planned);
        Bodies.answer(context, 202, new Removal("removing", started.id().toString()));
    }

    private ServiceStatus status(Context context) {
        String name = context.pathParam("name");
        String environment = Query.required(context, "environment");
        guard.service(context, name, environment, release(name, environment));
        return instances.find(name, environment).orElseThrow(() -> notFound(name));
    }

    private static FailureException notFound(String name) {
        return new FailureException(Failure.notFound(
                "SERVICE_NOT_FOUND",
                "No service named '" + Text.shown(name) + "' runs there.",
                "List the services: agentic service list"));
    }
}
