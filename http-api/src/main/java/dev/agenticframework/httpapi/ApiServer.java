package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Supervised;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.httpapi.wire.ValidatePolicy;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of the API.
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MAX_BODY_BYTES = 1L << 20;
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final String SEE_DESCRIPTION = "See /openapi.json.";

    private final Authentication authentication;
    private final Admission admission;
    private final Limits limits = new Limits(System::nanoTime);
    private final OpenStreams streams = new OpenStreams();
    private final OpenConnections connections = new OpenConnections(OpenConnections.MAX_CONNECTIONS, System::nanoTime);
    private final Changes changes;
    private final Guard guard;
    private final Metrics metrics;
    private final Tracing tracing;
    private final List<Route> routes;
    private final Javalin server;
    private final Supervised sweeps = Supervised.every("api-sweeps", SWEEP, this::sweep);

    /// Prepares the server.
    public ApiServer(ApiPorts ports) {
        this.authentication = new Authentication(ports.tokens());
        this.admission = new Admission(authentication, limits);
        this.changes = new Changes(ports.audit(), ports.access());
        this.guard = new Guard(
                ports.access(), new PlanScopes(ports.capabilities(), ports.targets()), ports.workflows(), changes);
        this.metrics = ports.metrics();
        this.tracing = ports.tracing();
        this.routes = routes(ports);
        this.server = Javalin.create(this::configure);
    }

    private List<Route> routes(ApiPorts ports) {
        var accounts = new ServiceAccounts(ports.tokens(), ports.register());
        var all = new ArrayList<Route>();
        all.addAll(new WorkflowRoutes(ports.workflows(), ports.planning(), guard).routes());
        all.addAll(new EventStream(ports.workflows(), guard, streams).routes());
        all.addAll(new ServiceRoutes(
                        ports.workflows(),
                        ports.planning(),
                        ports.capabilities(),
                        ports.instances(),
                        ports.targets(),
                        guard)
                .routes());
        all.addAll(new PolicyRoutes(ports.policies(), guard).routes());
        all.addAll(new WaiverRoutes(ports.waivers(), guard).routes());
        all.addAll(new TokenRoutes(accounts, ports.register(), guard).routes());
        all.addAll(new AuditRoutes(ports.audit(), guard).routes());
        all.addAll(new SystemRoutes(
                        ports.workflows(),
                        ports.templates(),
                        ports.artifacts(),
                        ports.metrics(),
                        ports.health(),
                        ports.disk(),
                        guard)
                .routes());
        all.add(new OpenApiDocument(all).route());
        return List.copyOf(all);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = ValidatePolicy.MAX_DOCUMENT_BYTES * 2L;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.jetty.modifyServer(jetty -> {
            jetty.insertHandler(new KnownMethods());
            jetty.insertHandler(connections);
            jetty.setErrorHandler(new ServerErrors());
        });
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), context -> serve(route, context));
            if (route.method().equals(HandlerType.GET)) {
                config.routes.addHttpHandler(HandlerType.HEAD, route.path(), context -> serve(route, context));
            }
        }
        config.routes.exception(Exception.class, Unanswered::answer);
        config.routes.error(
                404,
                context -> unless(
                        context,
                        Problems.of(Failure.notFound(
                                "ROUTE_NOT_FOUND",
                                "The API has no path '" + Text.shown(context.path()) + "'.",
                                SEE_DESCRIPTION))));
        config.routes.error(
                405,
                context -> unless(
                        context,
                        Problems.of(
                                405,
                                "METHOD_NOT_ALLOWED",
                                "The path '" + Text.shown(context.path()) + "' does not offer " + context.method()
                                        + ".",
                                SEE_DESCRIPTION)));
    }

    private void serve(Route route, Context context) throws Exception {
        var traceparent = context.header("traceparent");
        try (var span = tracing.request(route.method().name(), route.path(), traceparent == null ? "" : traceparent)) {
            context.attribute(Tracing.class.getName(), span);
            measured(route, context);
            span.status(context.statusCode());
        }
    }

    private void measured(Route route, Context context) {
        long started = System.nanoTime();
        context.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store");
        try {
            handle(route, context);
        } catch (Exception e) {
            Unanswered.answer(e, context);
        } finally {
            changes.end(context, route, Bodies.code(context));
            metrics.request(
                    context.method().name(),
                    route.path(),
                    context.statusCode(),
                    Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void handle(Route route, Context context) throws Exception {
        var caller = admission.admit(route, context);
        if (caller.isEmpty()) {
            context.status(route.answers().getFirst().status());
            route.handler().handle(context);
            return;
        }
        limits.begin(caller.get());
        try {
            guard.enter(context, route);
            Bodies.requireSmall(context, bodyLimit(route));
            context.status(route.answers().getFirst().status());
            route.handler().handle(context);
            if (!Guard.hasChecked(context)) {
                throw new IllegalStateException(route.operationId() + " does not check what the caller may do");
            }
        } finally {
            limits.end(caller.get());
        }
    }

    private static long bodyLimit(Route route) {
        return route.path().equals(PolicyRoutes.VALIDATE) ? ValidatePolicy.MAX_DOCUMENT_BYTES * 3L / 2 : MAX_BODY_BYTES;
    }

    /// Answers a request that no route has answered.
    private void unless(Context context, Problem problem) {
        if (!Bodies.PROBLEM.equals(context.res().getContentType())) {
            try {
                admission.admitUnknown(context);
                Bodies.answer(context, problem);
            } catch (ProblemException e) {
                Bodies.answer(context, e.problem());
            }
        }
    }

    /// Starts to listen.
    ///
    /// @param port 0 for any free port
    /// @throws FailureException `PORT_IN_USE`
    public void start(String host, int port) {
        admission.listensAt(host);
        try {
            server.start(host, port);
        } catch (JavalinBindException e) {
            throw new FailureException(
                    Failure.conflict(
                            "PORT_IN_USE",
                            "The port " + port + " of " + host + " is in use.",
                            "Choose another port with --port, or stop the process that uses it."),
                    e);
        }
        for (Connector connector : server.jettyServer().server().getConnectors()) {
            connector.addBean(connections);
        }
        sweeps.start();
        Thread.ofPlatform().name("api-codecs").daemon().start(this::prepare);
        LOG.info("The API answers at {}:{}", host, server.port());
    }

    /// Ends what may not go on.
    private void sweep() {
        streams.endUnless(authentication::isValid);
        connections.closeSlow();
    }

    private void prepare() {
        Json.prepareToWrite(Problem.class);
        for (Route route : routes) {
            route.body().ifPresent(body -> Json.prepareToRead(body.type()));
            route.answers().forEach(answer -> answer.types().forEach(Json::prepareToWrite));
        }
    }

    /// The port on which it listens.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        sweeps.close();
        server.stop();
    }
}
