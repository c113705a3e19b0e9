package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.httpapi.wire.ValidatePolicy;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of the API.
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MAX_BODY_BYTES = 1L << 20;
    private static final long MAX_DISCARDED_BYTES = 32L << 20;
    private static final int REQUESTS_PER_SECOND = 1_000;
    private static final String SEE_DESCRIPTION = "See /openapi.json.";

    private final Caller caller;
    private final Metrics metrics;
    private final Tracing tracing;
    private final RateLimit rateLimit = new RateLimit(REQUESTS_PER_SECOND, System::nanoTime);
    private final List<Route> routes;
    private final Javalin server;
    private boolean onLoopback;

    /// Prepares the server.
    public ApiServer(ApiPorts ports) {
        this.caller = new Caller(ports.tokens());
        this.metrics = ports.metrics();
        this.tracing = ports.tracing();
        this.routes = routes(ports);
        this.server = Javalin.create(this::configure);
    }

    private static List<Route> routes(ApiPorts ports) {
        var routes = new ArrayList<Route>();
        routes.addAll(new WorkflowRoutes(ports.workflows(), ports.planning()).routes());
        routes.addAll(new EventStream(ports.workflows()).routes());
        routes.addAll(new ServiceRoutes(
                        ports.workflows(), ports.planning(), ports.capabilities(), ports.instances(), ports.targets())
                .routes());
        routes.addAll(new PolicyRoutes(ports.policies()).routes());
        routes.addAll(new SystemRoutes(
                        ports.workflows(),
                        ports.templates(),
                        ports.artifacts(),
                        ports.metrics(),
                        ports.health(),
                        ports.disk())
                .routes());
        routes.add(new OpenApiDocument(routes).route());
        return List.copyOf(routes);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = ValidatePolicy.MAX_DOCUMENT_BYTES * 2L;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), context -> serve(route, context));
        }
        config.routes.exception(Exception.class, ApiServer::answer);
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
            if (onLoopback) {
                Hosts.requireLoopback(context);
            }
            admit(route, context);
            context.status(route.answers().getFirst().status());
            route.handler().handle(context);
        } catch (Exception e) {
            answer(e, context);
        } finally {
            metrics.request(
                    route.method().name(),
                    route.path(),
                    context.statusCode(),
                    Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private void admit(Route route, Context context) {
        String who = route.access() == Route.Access.PUBLIC
                ? "anyone"
                : caller.admit(context, route.access()).name();
        if (!rateLimit.allows(who)) {
            context.header("Retry-After", "1");
            throw new ProblemException(
                    429,
                    "RATE_LIMITED",
                    "'" + who + "' sent more than " + REQUESTS_PER_SECOND + " requests in a second.",
                    "Wait a second.");
        }
        long limit = route.path().equals(PolicyRoutes.VALIDATE)
                ? ValidatePolicy.MAX_DOCUMENT_BYTES * 3L / 2
                : MAX_BODY_BYTES;
        if (context.contentLength() > limit || (context.contentLength() < 0 && context.bodyAsBytes().length > limit)) {
            discardBody(context);
            throw new FailureException(Failure.tooLarge(
                    "BODY_TOO_LARGE", "The body has more than " + limit + " bytes.", "Send a smaller body."));
        }
    }

    /// Reads the rest of a body: a client that is still sending would lose the connection before it sees
    /// the answer.
    private static void discardBody(Context context) {
        try {
            context.bodyInputStream().skipNBytes(MAX_DISCARDED_BYTES);
        } catch (IOException _) {
            // The client is gone.
        }
    }

    private static void answer(Exception e, Context context) {
        if (context.res().isCommitted()) {
            return;
        }
        switch (e) {
            case ProblemException known -> Bodies.answer(context, known.problem());
            case FailureException known -> Bodies.answer(context, Problems.of(known.failure()));
            case HttpResponseException http ->
                Bodies.answer(
                        context,
                        Problems.of(
                                http.getStatus(),
                                "HTTP_" + http.getStatus(),
                                Text.shown(String.valueOf(http.getMessage())),
                                SEE_DESCRIPTION));
            case InterruptedException _ ->
                Bodies.answer(
                        context,
                        Problems.of(Failure.transientExternal(
                                "SHUTTING_DOWN", "The platform is stopping.", "Retry when it is running.")));
            default -> {
                LOG.error("{} {} failed", context.method(), context.path(), e);
                Bodies.answer(
                        context,
                        Problems.of(Failure.internal(
                                "INTERNAL_ERROR",
                                "The platform could not answer because of a defect.",
                                "Report it with the platform's log.")));
            }
        }
    }

    /// Answers with a problem unless the route has answered with one.
    private static void unless(Context context, Problem problem) {
        if (!Bodies.PROBLEM.equals(context.res().getContentType())) {
            Bodies.answer(context, problem);
        }
    }

    /// Starts to listen.
    ///
    /// @param port 0 for any free port
    /// @throws FailureException `PORT_IN_USE`
    public void start(String host, int port) {
        onLoopback = Hosts.isLoopback(host);
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
        Thread.ofPlatform().name("api-codecs").daemon().start(this::prepare);
        LOG.info("The API answers at {}:{}", host, server.port());
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
        server.stop();
    }
}
