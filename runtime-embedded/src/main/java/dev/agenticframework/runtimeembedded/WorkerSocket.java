package dev.agenticframework.runtimeembedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.host.Supervised;
import dev.agenticframework.runtime.RemoteWorkers;
import dev.agenticframework.runtime.WorkerMessage;
import dev.agenticframework.runtime.WorkerProcess;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accepts workers of other processes of this machine on a socket in a directory that only its owner can enter. There
/// is no other authentication.
public final class WorkerSocket implements AutoCloseable {
    /// The longest path of a socket that the operating system allows.
    private static final int MAX_PATH_BYTES = 107;

    private static final System.Logger LOG = System.getLogger(WorkerSocket.class.getName());

    private final Path path;
    private final RemoteWorkers workers;
    private final ServerSocketChannel server;
    private final Set<WorkerFrames> open = ConcurrentHashMap.newKeySet();
    private final Supervised accepting = Supervised.every(
            "worker-socket",
            Duration.ZERO,
            this::accept,
            Thread.ofPlatform().daemon().name("worker-socket").factory());

    private WorkerSocket(Path path, RemoteWorkers workers, ServerSocketChannel server) {
        this.path = path;
        this.workers = workers;
        this.server = server;
    }

    /// Starts to listen.
    ///
    /// @param directory of the socket, created if missing; a socket that another process left is replaced
    /// @throws IOException when the path is too long for a socket, or cannot be used
    public static WorkerSocket open(Path directory, RemoteWorkers workers) throws IOException {
        Path path = in(directory);
        if (path.toString().getBytes(UTF_8).length > MAX_PATH_BYTES) {
            throw new IOException(
                    "The path '" + path + "' is longer than the " + MAX_PATH_BYTES + " bytes that a socket allows.");
        }
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var socket = new WorkerSocket(path, workers, server);
        socket.accepting.start();
        return socket;
    }

    private static Path in(Path directory) {
        return directory.resolve("workers.sock");
    }

    /// Connects to the socket in a directory.
    ///
    /// @throws IOException when nothing listens there
    public static WorkerProcess.Connection dial(Path directory) throws IOException {
        return new WorkerFrames(SocketChannel.open(UnixDomainSocketAddress.of(in(directory))));
    }

    private void accept() throws IOException {
        var frames = new WorkerFrames(server.accept());
        open.add(frames);
        Thread.ofPlatform().daemon().name("worker-connection").start(() -> serve(frames));
    }

    private void serve(WorkerFrames frames) {
        try (frames) {
            if (frames.receive() instanceof WorkerMessage.Hello hello) {
                LOG.log(System.Logger.Level.INFO, "The worker ''{0}'' has joined", hello.worker());
                try (RemoteWorkers.Membership member = workers.join(hello, frames::send)) {
                    while (true) {
                        member.receive(frames.receive());
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.INFO, "The connection of a worker has ended: {0}", e.getMessage());
        } finally {
            open.remove(frames);
        }
    }

    @Override
    public void close() {
        accepting.close();
        try {
            server.close();
            open.forEach(WorkerFrames::close);
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot close the socket of the workers", e);
        }
    }
}
