package dev.agenticframework.localplatform;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// One connector that listens on many loopback ports. Jetty gives each connector threads of its own, so that a
/// pool of threads is used up by a hundred connectors; here all ports share a few selectors, and a port costs one
/// file descriptor.
///
/// The port with which the connector itself starts is any free one, and belongs to no service.
final class Doors extends ServerConnector {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_SELECTORS = 4;
    private static final int BACKLOG = 1024;

    private final Map<Integer, Door> doors = new ConcurrentHashMap<>();

    private record Door(ServerSocketChannel channel, Closeable acceptor) {}

    Doors(Server server, HttpConfiguration configuration) {
        super(
                server,
                0,
                Math.min(MAX_SELECTORS, Runtime.getRuntime().availableProcessors()),
                new HttpConnectionFactory(configuration));
        setHost(LOOPBACK);
        setPort(0);
    }

    /// Begins to listen on a port.
    ///
    /// @throws java.net.BindException when another program uses the port
    /// @throws IOException when the process has no file descriptor left
    void open(int port) throws IOException {
        var channel = ServerSocketChannel.open();
        boolean opened = false;
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port), BACKLOG);
            channel.configureBlocking(false);
            doors.put(port, new Door(channel, getSelectorManager().acceptor(channel)));
            opened = true;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /// Closes a port, and its connections.
    void close(int port) throws IOException {
        var door = doors.remove(port);
        if (door != null) {
            door.channel().close();
            door.acceptor().close();
            getConnectedEndPoints().stream()
                    .filter(connection -> isOf(connection, port))
                    .forEach(EndPoint::close);
        }
    }

    private static boolean isOf(EndPoint connection, int port) {
        return connection.getLocalSocketAddress() instanceof InetSocketAddress address && address.getPort() == port;
    }

    @Override
    protected void doStop() throws Exception {
        for (int port : doors.keySet()) {
            close(port);
        }
        super.doStop();
    }
}
