package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets jobs, which share nothing but the network, tell a test that they have come to a point. It answers how often it
/// has been rung.
final class Bell implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger rings = new AtomicInteger();
    private final CountDownLatch open;

    Bell() throws IOException {
        this(new CountDownLatch(0));
    }

    /// @param open until then, it lets those who ring wait
    Bell(CountDownLatch open) throws IOException {
        this.open = open;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    private void answer() {
        try {
            while (true) {
                try (var caller = socket.accept()) {
                    open.await();
                    caller.getOutputStream().write((rings.incrementAndGet() + "\n").getBytes(UTF_8));
                }
            }
        } catch (IOException | InterruptedException e) {
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
