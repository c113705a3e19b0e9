package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Finds free ports of the loopback interface, below the range that systems use for outgoing connections.
final class Ports {

    static final int FIRST_GATEWAY = 18_000;
    static final int FIRST_INTERNAL = 20_000;
    static final int END = 32_000;

    private static final int TRIES = 2_000;

    private final RandomGenerator random;
    // Ports that were given out and may not be bound yet.
    private final Set<Integer> given = new HashSet<>();

    Ports(RandomGenerator random) {
        this.random = random;
    }

    /// A free port for a gateway. The same name gets the same port as long as it is free.
    synchronized int gateway(ServiceKey key, Set<Integer> taken) {
        int size = FIRST_INTERNAL - FIRST_GATEWAY;
        int start = Math.floorMod(key.toString().hashCode(), size);
        for (int i = 0; i < size; i++) {
            int port = FIRST_GATEWAY + (start + i) % size;
            if (!taken.contains(port) && free(port)) {
                return port;
            }
        }
        throw noneFree();
    }

    /// A free port for a process of the platform.
    synchronized int internal() {
        if (given.size() > TRIES) {
            given.clear();
        }
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(FIRST_INTERNAL, END);
            if (!given.contains(port) && free(port)) {
                given.add(port);
                return port;
            }
        }
        throw noneFree();
    }

    static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a port with only closed connections is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static FailureException noneFree() {
        return new FailureException(Failure.transientExternal(
                "NO_FREE_PORT", "No loopback port is free.", "Stop some of the programs that listen on this machine."));
    }
}
