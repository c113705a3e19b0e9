package dev.agenticframework.localplatform;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A reverse proxy that takes the replica of a request from the route of the service. Bodies stream in both directions.
///
/// A request whose replica cannot be reached is sent to another one when it is idempotent (RFC 9110, 9.2.2), has no
/// body and has no answer yet. Otherwise the client gets a problem document (RFC 9457).
final class GatewayHandler extends ProxyHandler {

    static final int MAX_TRIES = 3;
    static final int MAX_CONNECTIONS_PER_REPLICA = 256;
    static final int MAX_WAITING_PER_REPLICA = 1024;
    static final int MAX_FORWARDED_LENGTH = 1024;

    // Common servers close an idle connection after five seconds, which could meet a new request.
    private static final Duration IDLE_CONNECTION = Duration.ofSeconds(2);
    private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FORGET_REPLICA = Duration.ofSeconds(10);
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
    private static final String EXCHANGE = GatewayHandler.class.getName();
    private static final String LOOPBACK = "127.0.0.1";

    // Names of headers, in lower case, by which proxies describe a client. Those of a client describe nothing.
    private static final Set<String> FORWARDING = Set.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "x-original-host",
            "x-original-url",
            "x-rewrite-url",
            "true-client-ip",
            "client-ip");
    private static final String FORWARDED_PREFIX = "x-forwarded";

    private final Map<Integer, Route> routes = new ConcurrentHashMap<>();
    private final Set<String> hosts;

    /// @param hosts the host names to which services answer, in addition to those of the loopback interface
    GatewayHandler(Set<String> hosts) {
        this.hosts = Stream.concat(Stream.of("localhost", LOOPBACK, "[::1]", "::1"), hosts.stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        setViaHost("agentic-gateway");
        setUseServerThreadPool(true);
    }

    void route(int port, Route route) {
        routes.put(port, route);
    }

    void forget(int port) {
        routes.remove(port);
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setIdleTimeout(IDLE_CONNECTION.toMillis());
        client.setConnectTimeout(CONNECT.toMillis());
        client.setMaxConnectionsPerDestination(MAX_CONNECTIONS_PER_REPLICA);
        client.setMaxRequestsQueuedPerDestination(MAX_WAITING_PER_REPLICA);
        client.setDestinationIdleTimeout(FORGET_REPLICA.toMillis());
        client.setUserAgentField(null);
    }

    /// An active request: its replica, and the number of attempts.
    private static final class Exchange extends Callback.Nested {
        private final Route route;
        private final Response response;
        private final long start = System.nanoTime();
        private Backend backend;
        private int tries = 1;
        private boolean broken;

        Exchange(Route route, Backend backend, Response response, Callback callback) {
            super(callback);
            this.route = route;
            this.backend = backend;
            this.response = response;
        }

        void next(Backend another) {
            backend.release(false);
            backend = another;
            tries++;
        }

        @Override
        public void succeeded() {
            end(broken || response.getStatus() >= 500);
            super.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            // A client that closes the connection is not a failure of the service.
            end(broken);
            super.failed(failure);
        }

        private void end(boolean failed) {
            backend.release(true);
            route.meter().count(backend.release(), failed, System.nanoTime() - start);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // A page of another site whose name resolves to this machine sends that name (DNS rebinding).
        if (!hosts.contains(Request.getServerName(request).toLowerCase(Locale.ROOT))) {
            Problem.write(response, callback, Problem.HOST_NOT_SERVED);
            return true;
        }
        var route = routes.get(Request.getLocalPort(request));
        var backend = route == null ? Optional.<Backend>empty() : route.pick();
        if (route == null || backend.isEmpty()) {
            if (route != null) {
                route.meter().count("", true, 0);
            }
            Problem.write(response, callback, Problem.NO_REPLICA);
            return true;
        }
        var exchange = new Exchange(route, backend.get(), response, callback);
        request.setAttribute(EXCHANGE, exchange);
        return super.handle(request, response, exchange);
    }

    private static Exchange exchange(Request request) {
        return (Exchange) Objects.requireNonNull(request.getAttribute(EXCHANGE), "the request's exchange");
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        return request.getHttpURI();
    }

    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
        return getHttpClient()
                .newRequest(LOOPBACK, exchange(request).backend.port())
                .method(request.getMethod())
                .path(uri.getPathQuery())
                .idleTimeout(SLOWEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
        forwarded.headers(headers -> List.copyOf(headers.getFieldNamesCollection()).stream()
                .filter(GatewayHandler::isForwarding)
                .forEach(headers::remove));
        super.addProxyHeaders(request, forwarded);
        var host = request.getHeaders().get(HttpHeader.HOST);
        forwarded.headers(headers -> {
            headers.put("X-Real-IP", Request.getRemoteAddr(request));
            headers.put("X-Forwarded-For", Request.getRemoteAddr(request));
            headers.put("X-Forwarded-Proto", "http");
            headers.put("X-Forwarded-Port", Integer.toString(Request.getLocalPort(request)));
            if (host != null && host.length() <= MAX_FORWARDED_LENGTH) {
                headers.put("X-Forwarded-Host", host);
            }
        });
    }

    private static boolean isForwarding(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return FORWARDING.contains(name) || name.startsWith(FORWARDED_PREFIX);
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request forwarded,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        var exchange = exchange(request);
        if (response.isCommitted()) {
            // The client has a part of the answer: closing the connection is the only way to report the failure.
            exchange.broken = true;
            callback.failed(failure);
            return;
        }
        if (mayTryAgain(request, failure) && exchange.tries < MAX_TRIES) {
            var another = exchange.route.pick();
            if (another.isPresent()) {
                response.reset();
                exchange.next(another.get());
                super.handle(request, response, exchange);
                return;
            }
        }
        response.reset();
        Problem.write(response, callback, timedOut(failure) ? Problem.TOO_SLOW : Problem.BAD_ANSWER);
    }

    private static boolean mayTryAgain(Request request, Throwable failure) {
        boolean body = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        return IDEMPOTENT.contains(request.getMethod()) && !body && (connecting(failure) || !timedOut(failure));
    }

    private static boolean connecting(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof SocketTimeoutException;
    }

    private static boolean timedOut(Throwable failure) {
        return failure instanceof TimeoutException;
    }

    /// The answers of the gateway itself.
    private enum Problem {
        HOST_NOT_SERVED(421, "HOST_NOT_SERVED", "The service does not answer to this host name"),
        NO_REPLICA(503, "SERVICE_UNAVAILABLE", "No replica of the service accepts requests"),
        BAD_ANSWER(502, "BAD_GATEWAY", "The replica closed the connection before it answered"),
        TOO_SLOW(504, "GATEWAY_TIMEOUT", "The replica took too long to answer");

        private final int status;
        private final String body;

        Problem(int status, String code, String title) {
            this.status = status;
            this.body = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"code\":\""
                    + code + "\"}";
        }

        static void write(Response response, Callback callback, Problem problem) {
            response.setStatus(problem.status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
            if (problem == NO_REPLICA) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
            }
            Content.Sink.write(response, true, problem.body, callback);
        }
    }
}
