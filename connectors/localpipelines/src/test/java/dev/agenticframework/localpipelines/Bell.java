package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets jobs, which share nothing but the network, tell a test that they have come to a point. It answers how often it
/// has been rung.
final class Bell implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger rings = new AtomicInteger();

    Bell() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    private void answer() {
        try {
            while (true) {
                try (var caller = socket.accept()) {
                    caller.getOutputStream().write((rings.incrementAndGet() + "\n").getBytes(UTF_8));
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    /// A command that prints the number of rings.
    String ring() {
        return "head -n 1 < /dev/tcp/127.0.0.1/" + socket.getLocalPort();
    }

    int rings() {
        return rings.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
