package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final AtomicLong time = new AtomicLong();
    private final OpenConnections connections = new OpenConnections(3, time::incrementAndGet);
    private final Server server = new Server(0);

    private static final class Empty extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            callback.succeeded();
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new Empty());
        server.insertHandler(connections);
        server.start();
        server.getConnectors()[0].addBean(connections);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket open() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /// The first line of the answer; empty when the connection was closed.
    private static String answer(Socket socket) throws IOException {
        byte[] first = socket.getInputStream().readNBytes(12);
        return new String(first, StandardCharsets.US_ASCII);
    }

    private Socket served() throws IOException {
        var socket = open();
        send(socket, REQUEST);
        assertThat(answer(socket)).isEqualTo("HTTP/1.1 204");
        return socket;
    }

    @Test
    void clientThatSendsItsHeadersTooSlowlyLosesItsConnection() throws IOException {
        try (var slow = open()) {
            slow.setSoTimeout(20);
            send(slow, "GET / HTTP/1.1\r\nHost: loc");

            while (!isClosed(slow)) {
                time.addAndGet(OpenConnections.PATIENCE.toNanos() + 1);
                connections.closeSlow();
            }
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void clientThatSendsARequestNowAndThenKeepsItsConnection() throws IOException {
        try (var client = served()) {
            time.addAndGet(OpenConnections.PATIENCE.toNanos() / 2);
            connections.closeSlow();
            drain(client);

            send(client, REQUEST);

            assertThat(answer(client)).isEqualTo("HTTP/1.1 204");
        }
    }

    private static void drain(Socket socket) throws IOException {
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
    }

    @Test
    void connectionWithoutARequestGivesWayToANewOne() throws IOException {
        try (var first = served();
                var second = served();
                var third = served();
                var fourth = served()) {
            var waiting = List.of(first, second, third);
            for (Socket one : waiting) {
                one.setSoTimeout(20);
            }

            while (closed(waiting) == 0) {
                // The server closes one of them.
            }

            assertThat(closed(waiting)).isEqualTo(1);
            drain(fourth);
            send(fourth, REQUEST);
            assertThat(answer(fourth)).isEqualTo("HTTP/1.1 204");
        }
    }

    private static int closed(List<Socket> sockets) throws IOException {
        int closed = 0;
        for (Socket socket : sockets) {
            drain(socket);
            closed += isClosed(socket) ? 1 : 0;
        }
        return closed;
    }
}
