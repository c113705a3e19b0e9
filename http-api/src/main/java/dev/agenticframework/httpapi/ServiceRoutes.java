package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Services that run, and deployments by hand.
final class ServiceRoutes {
    private static final int MAX_NAME = 100;
    private static final int MAX_REPLICAS = 10;
    private static final Set<String> STRATEGIES = Set.of("rolling", "blue-green", "canary");
    private static final int MAX_LOG_LINES = 2_000;
    private static final int DEFAULT_LOG_LINES = 200;

    private final Workflows workflows;
    private final Planning planning;
    private final ServicePlatform platform;
    private final SourceControl sourceControl;

    ServiceRoutes(Workflows workflows, Planning planning, ServicePlatform platform, SourceControl sourceControl) {
        this.workflows = workflows;
        this.planning = planning;
        this.platform = platform;
        this.sourceControl = sourceControl;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/deploy",
                                "deploy",
                                "Deploy a service that exists",
                                "Deploy",
                                202,
                                "Deployment",
                                this::deploy)
                        .with(Idempotency.HEADER),
                Route.post(
                                "/rollback",
                                "rollback",
                                "Go back to the release before",
                                "Rollback",
                                202,
                                "Deployment",
                                this::rollback)
                        .with(Idempotency.HEADER),
                Route.get("/services", "listServices", "The services that run", "ServiceList", this::list),
                Route.get(
                        "/services/{name}",
                        "getService",
                        "One service, in each environment",
                        "ServiceList",
                        this::show),
                Route.get(
                                "/services/{name}/logs",
                                "getServiceLogs",
                                "What its replicas wrote last",
                                "Lines",
                                this::logs)
                        .with(Parameter.text("environment").mandatory(), Parameter.number("lines", 1, MAX_LOG_LINES)),
                new Route(
                        HandlerType.DELETE,
                        "/services/{name}",
                        "removeService",
                        "Stop and remove a service in an environment",
                        Route.Access.CHANGE,
                        "",
                        204,
                        "",
                        List.of(Parameter.text("environment").mandatory(), Parameter.flag("withData")),
                        this::remove));
    }

    private void deploy(Context context) {
        var body = new Fieldwise(
                Json.object(context), Set.of("service", "version", "environment", "strategy", "replicas"));
        String service = body.required("service", MAX_NAME);
        var version = body.text("version", MAX_NAME);
        var strategy = body.text("strategy", MAX_NAME);
        var replicas = body.integer("replicas");
        var outcome = planning.deployment(
                service,
                version.orElse(""),
                body.required("environment", MAX_NAME),
                strategy.orElse(""),
                replicas.orElse(0));
        var planned = WorkflowRoutes.planned(outcome);
        strategy.ifPresent(ServiceRoutes::requireStrategy);
        replicas.ifPresent(ServiceRoutes::requireReplicas);
        requireRevision(service, version);
        start(context, planned, "deploying");
    }

    private static void requireStrategy(String strategy) {
        if (!STRATEGIES.contains(strategy)) {
            throw new FailureException(Failure.invalid(
                    "STRATEGY_UNKNOWN",
                    "'" + Text.shown(strategy) + "' is no rollout strategy",
                    "use rolling, blue-green or canary"));
        }
    }

    private static void requireReplicas(int replicas) {
        if (replicas < 1 || replicas > MAX_REPLICAS) {
            throw Fieldwise.invalid("replicas", "is " + replicas, "use 1 to " + MAX_REPLICAS);
        }
    }

    private void requireRevision(String service, Optional<String> version) {
        if (sourceControl.repository(service).isEmpty()) {
            throw new FailureException(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "there is no repository of a service '" + service + "'",
                    "create the service first, or check its name"));
        }
        if (version.isPresent() && sourceControl.resolve(service, version.get()).isEmpty()) {
            throw new FailureException(Failure.notFound(
                    "REVISION_NOT_FOUND",
                    "the repository of '" + service + "' has no revision '" + Text.shown(version.get()) + "'",
                    "name a branch, a tag or a commit of it"));
        }
    }

    private void rollback(Context context) {
        var body = new Fieldwise(Json.object(context), Set.of("service", "environment"));
        String service = body.required("service", MAX_NAME);
        String environment = body.required("environment", MAX_NAME);
        var planned = WorkflowRoutes.planned(planning.rollback(service, environment));
        if (platform.status(service, environment).isEmpty()) {
            throw notFound(service);
        }
        start(context, planned, "rolling_back");
    }

    private void start(Context context, Planning.Outcome.Planned planned, String status) {
        var request = new Request(
                Caller.of(context).name(),
                "",
                planned.template(),
                planned.parameters(),
                Tracing.of(context).labelled(planned.labels()));
        var started =
                Answers.value(workflows.start(new StartRequest(Idempotency.key(context), request, planned.plan())));
        context.header("Location", "/workflows/" + started.workflow().id());
        Json.answer(context, 202, deployment(started.workflow(), status));
    }

    private static Map<String, Object> deployment(Workflow workflow, String status) {
        var json = new LinkedHashMap<String, Object>();
        workflow.plan().tasks().stream()
                .filter(task -> task.agent().equals("deployment")
                        && Set.of("deploy", "rollback").contains(task.action()))
                .map(TaskSpec::id)
                .findFirst()
                .ifPresent(task -> json.put(
                        "deploymentId", dev.agenticframework.agentapi.DeploymentIds.of(workflow.id() + "/" + task)));
        json.put("status", status);
        json.put("workflowId", workflow.id().toString());
        return json;
    }

    private void list(Context context) {
        Json.answer(
                context,
                200,
                Map.of("items", platform.services().stream().map(this::view).toList()));
    }

    private void show(Context context) {
        String name = context.pathParam("name");
        var found = platform.services().stream()
                .filter(service -> service.name().equals(name))
                .map(this::view)
                .toList();
        if (found.isEmpty()) {
            throw notFound(name);
        }
        Json.answer(context, 200, Map.of("items", found));
    }

    private void logs(Context context) {
        var status = status(context);
        int lines = Optional.ofNullable(context.queryParam("lines"))
                .map(ServiceRoutes::lines)
                .orElse(DEFAULT_LOG_LINES);
        Json.answer(context, 200, Map.of("lines", platform.logs(status.name(), status.environment(), lines)));
    }

    private static int lines(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_LOG_LINES) {
            throw Fieldwise.invalid(
                    "lines", "is '" + Text.shown(text) + "'", "use a number from 1 to " + MAX_LOG_LINES);
        }
        return Integer.parseInt(text);
    }

    private void remove(Context context) throws InterruptedException {
        var status = status(context);
        platform.remove(status.name(), status.environment(), "true".equals(context.queryParam("withData")));
        context.status(204);
    }

    private ServicePlatform.Status status(Context context) {
        String name = context.pathParam("name");
        String environment = Optional.ofNullable(context.queryParam("environment"))
                .orElseThrow(() -> Fieldwise.invalid("environment", "is missing", "add ?environment=..."));
        return platform.status(name, environment).orElseThrow(() -> notFound(name));
    }

    private static FailureException notFound(String name) {
        return new FailureException(Failure.notFound(
                "SERVICE_NOT_FOUND",
                "there is no service '" + Text.shown(name) + "' there",
                "list services: agentic service list"));
    }

    private Map<String, Object> view(ServicePlatform.Status status) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", status.name());
        json.put("environment", status.environment());
        json.put("url", status.url());
        json.put(
                "repository",
                sourceControl
                        .repository(status.name())
                        .map(SourceControl.Repository::url)
                        .orElse(null));
        json.put("replicas", status.replicas());
        json.put("readyReplicas", status.readyReplicas());
        json.put("version", status.version());
        json.put("commit", status.commit());
        json.put("deploymentId", status.deploymentId().orElse(null));
        json.put(
                "instances",
                status.instances().stream().map(ServiceRoutes::instance).toList());
        json.put(
                "resources",
                status.resources().stream().map(ServiceRoutes::resource).toList());
        return json;
    }

    private static Map<String, Object> instance(ServicePlatform.Replica replica) {
        return Map.of(
                "id", replica.id(),
                "pid", replica.pid(),
                "port", replica.port(),
                "ready", replica.ready(),
                "restarts", replica.restarts(),
                "startedAt", replica.startedAt().toString());
    }

    private static Map<String, Object> resource(ServicePlatform.Resource resource) {
        return Map.of(
                "type", resource.type(),
                "name", resource.name(),
                "variable", resource.variable(),
                "address", resource.address());
    }
}
