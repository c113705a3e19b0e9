package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Gives each service a loopback port, on one Jetty server. The number of services is limited by the ports from
/// [Ports#FIRST_GATEWAY], and by the file descriptors of the process.
final class Gateway {

    private static final int MAX_THREADS = 128;
    private static final int MIN_THREADS = 4;
    private static final Duration CLIENT_IDLE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final GatewayHandler handler;
    private final Doors doors;
    private final Map<ServiceKey, Open> open = new ConcurrentHashMap<>();

    private record Open(int port, Route route) {}

    /// @param hosts the host names to which services answer, in addition to those of the loopback interface
    Gateway(Set<String> hosts) {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("gateway");
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.handler = new GatewayHandler(hosts);
        server.setHandler(handler);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        this.doors = new Doors(server, configuration);
        doors.setIdleTimeout(CLIENT_IDLE.toMillis());
        server.addConnector(doors);
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

    /// Opens the port of a service, and closes another one that it had.
    ///
    /// @throws FailureException `GATEWAY_PORT_IN_USE`, `GATEWAY_PORT_NOT_OPENED`
    synchronized void open(ServiceKey key, int port, Route route) {
        var wanted = new Open(port, route);
        if (wanted.equals(open.get(key))) {
            return;
        }
        close(key);
        handler.route(port, route);
        try {
            doors.open(port);
        } catch (BindException e) {
            handler.forget(port);
            throw portInUse(key, port, e);
        } catch (IOException e) {
            handler.forget(port);
            throw notOpened(key, port, e);
        }
        open.put(key, wanted);
    }

    boolean isOpen(ServiceKey key) {
        return open.containsKey(key);
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

    private FailureException notOpened(ServiceKey key, int port, Exception cause) {
        return new FailureException(
                Failure.transientExternal(
                        "GATEWAY_PORT_NOT_OPENED",
                        "Cannot open port " + port + " of " + key + ": " + cause.getMessage() + ". " + open.size()
                                + " ports are open.",
                        "Raise the limit of open files of the platform (ulimit -n), or remove services."),
                cause);
    }

    /// Closes the port of a service and its connections.
    synchronized void close(ServiceKey key) {
        var known = open.remove(key);
        if (known == null) {
            return;
        }
        try {
            doors.close(known.port());
        } catch (IOException e) {
            throw new FailureException(
                    Failure.internal(
                            "GATEWAY_NOT_STOPPED", "Cannot close the port of " + key + ".", "Report this defect."),
                    e);
        } finally {
            handler.forget(known.port());
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
