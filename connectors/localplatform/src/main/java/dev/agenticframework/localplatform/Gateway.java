package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Gives each service a loopback port, on one Jetty server.
final class Gateway {

    private static final int MAX_THREADS = 128;
    private static final int MIN_THREADS = 4;
    private static final Duration CLIENT_IDLE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final GatewayHandler handler;
    private final Map<ServiceKey, ServerConnector> connectors = new ConcurrentHashMap<>();

    Gateway() {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("gateway");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.handler = new GatewayHandler();
        server.setHandler(handler);
    }

    void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new FailureException(
                    Failure.internal(
                            "GATEWAY_NOT_STARTED", "Cannot start the gateway: " + e + ".", "Report this defect."),
                    e);
        }
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new FailureException(
                    Failure.internal(
                            "GATEWAY_NOT_STOPPED", "Cannot stop the gateway: " + e + ".", "Report this defect."),
                    e);
        }
    }

    /// Opens the port of a service.
    ///
    /// @throws FailureException `GATEWAY_PORT_IN_USE`
    synchronized void open(ServiceKey key, int port, Route route) {
        if (connectors.containsKey(key)) {
            return;
        }
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(CLIENT_IDLE.toMillis());
        connector.setName(key.toString());
        handler.route(key.toString(), route);
        server.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            server.removeConnector(connector);
            throw portInUse(key, port, e);
        }
        connectors.put(key, connector);
    }

    boolean isOpen(ServiceKey key) {
        return connectors.containsKey(key);
    }

    private static FailureException portInUse(ServiceKey key, int port, Exception cause) {
        return new FailureException(
                Failure.transientExternal(
                        "GATEWAY_PORT_IN_USE",
                        "Another program uses port " + port + " of " + key + ".",
                        "Stop the program that listens on " + LOOPBACK + ":" + port
                                + ". The platform then opens the port."),
                cause);
    }

    /// Closes the port of a service and its connections.
    synchronized void close(ServiceKey key) {
        var connector = connectors.remove(key);
        if (connector == null) {
            return;
        }
        try {
            connector.stop();
        } catch (Exception e) {
            throw new FailureException(
                    Failure.internal(
                            "GATEWAY_NOT_STOPPED", "Cannot close the port of " + key + ".", "Report this defect."),
                    e);
        } finally {
            server.removeConnector(connector);
            handler.forget(key.toString());
        }
    }

    /// Sends a request directly to a replica. It does not count as traffic.
    ///
    /// @return the status, or 0 when there was no answer in time
    int probe(int port, String path, Duration limit) throws InterruptedException {
        try {
            return handler.getHttpClient()
                    .newRequest(LOOPBACK, port)
                    .path(path)
                    // An idle connection would keep a replica from stopping.
                    .headers(headers -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()))
                    .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .send()
                    .getStatus();
        } catch (ExecutionException | TimeoutException e) {
            return 0;
        }
    }
}
