package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
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

/// The HTTP server. Listens once it is started, on the loopback interface unless told otherwise.
public final class ApiServer implements AutoCloseable {
    /// The largest document that may be judged, in bytes.
    static final int MAX_DOCUMENT_BYTES = 6 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long MAX_BODY_BYTES = 1L << 20;
    private static final long MAX_DISCARDED_BYTES = 32L << 20;
    private static final double REQUESTS_PER_SECOND = 1_000;

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
        routes.addAll(new ServiceRoutes(ports.workflows(), ports.planning(), ports.platform(), ports.sourceControl())
                .routes());
        routes.addAll(new PolicyRoutes(ports.policies()).routes());
        routes.addAll(new SystemRoutes(
                        ports.workflows(), ports.templates(), ports.artifacts(), ports.metrics(), ports.about())
                .routes());
        var document = new OpenApiDocument(List.copyOf(routes));
        routes.addAll(document.routes());
        return List.copyOf(routes);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = MAX_DOCUMENT_BYTES * 2L;
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
                        404,
                        "ROUTE_NOT_FOUND",
                        "there is nothing at '" + Text.shown(context.path()) + "'",
                        "see /openapi.json"));
        config.routes.error(
                405,
                context -> unless(
                        context,
                        405,
                        "METHOD_NOT_ALLOWED",
                        "'" + context.method() + "' is not offered there",
                        "see /openapi.json"));
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
            context.status(route.status());
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
                    429, "RATE_LIMITED", "more than 1,000 requests a second came from '" + who + "'", "wait a second");
        }
        long limit = route.path().equals("/policy/validate") ? MAX_DOCUMENT_BYTES * 3L / 2 : MAX_BODY_BYTES;
        if (context.contentLength() > limit || (context.contentLength() < 0 && context.bodyAsBytes().length > limit)) {
            discardBody(context);
            throw new FailureException(
                    Failure.tooLarge("BODY_TOO_LARGE", "the body has more than " + limit + " bytes", "send less"));
        }
    }

    /// A client that is still sending would see a broken connection instead of the answer.
    private static void discardBody(Context context) {
        try {
            context.bodyInputStream().skipNBytes(MAX_DISCARDED_BYTES);
        } catch (IOException _) {
            // It went away: nobody waits for the answer.
        }
    }

    private static void answer(Exception e, Context context) {
        if (context.res().isCommitted()) {
            return;
        }
        switch (e) {
            case ProblemException known -> Json.answer(context, known.problem());
            case FailureException known -> Json.answer(context, Problem.of(known.failure()));
            case HttpResponseException http ->
                Json.answer(
                        context,
                        Problem.of(
                                http.getStatus(),
                                "HTTP_" + http.getStatus(),
                                Text.shown(String.valueOf(http.getMessage())),
                                "see /openapi.json"));
            case InterruptedException _ ->
                Json.answer(
                        context, Problem.of(503, "SHUTTING_DOWN", "the platform is stopping", "try again in a moment"));
            default -> {
                LOG.error("{} {} failed", context.method(), context.path(), e);
                Json.answer(
                        context,
                        Problem.of(
                                500,
                                "INTERNAL_ERROR",
                                "the platform failed to answer",
                                "report it, with the platform's log"));
            }
        }
    }

    private static void unless(Context context, int status, String code, String detail, String remedy) {
        if (!"application/problem+json".equals(context.res().getContentType())) {
            Json.answer(context, Problem.of(status, code, detail, remedy));
        }
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any free one
    /// @throws FailureException `PORT_IN_USE`
    public void start(String host, int port) {
        onLoopback = Hosts.isLoopback(host);
        try {
            server.start(host, port);
        } catch (JavalinBindException e) {
            throw new FailureException(
                    Failure.conflict(
                            "PORT_IN_USE",
                            host + ":" + port + " is in use",
                            "choose another with --port, or stop what uses it"),
                    e);
        }
        LOG.info("The API answers on {}:{}", host, server.port());
    }

    /// The port that it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
