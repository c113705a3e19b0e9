package dev.agenticframework.httpapi;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The open connections. A client that sends its request slowly, or none at all, loses its connection; and when there
/// are too many, the one that has been without a request for the longest time gives way to a new one.
final class OpenConnections extends Handler.Wrapper implements Connection.Listener {
    static final int MAX_CONNECTIONS = 2_000;

    /// The time from the beginning of a connection, or its last answer, to the end of the headers of a request.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int max;
    private final LongSupplier nanoTime;
    private final Map<Connection, State> open = new ConcurrentHashMap<>();

    private final class State {
        private long waitsSince = nanoTime.getAsLong();
        private int requests;

        synchronized void begin() {
            requests++;
        }

        synchronized void end() {
            requests--;
            waitsSince = nanoTime.getAsLong();
        }

        /// How long it has been without a request; negative while it has one.
        synchronized long waitedNanos() {
            return requests > 0 ? -1 : nanoTime.getAsLong() - waitsSince;
        }
    }

    OpenConnections(int max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onOpened(Connection connection) {
        if (open.size() >= max) {
            open.entrySet().stream()
                    .filter(one -> one.getValue().waitedNanos() >= 0)
                    .max(Comparator.comparingLong(one -> one.getValue().waitedNanos()))
                    .map(Map.Entry::getKey)
                    .ifPresent(this::close);
        }
        open.put(connection, new State());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void close(Connection connection) {
        open.remove(connection);
        connection.getEndPoint().close();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var state = open.get(request.getConnectionMetaData().getConnection());
        if (state != null) {
            state.begin();
            Request.addCompletionListener(request, _ -> state.end());
        }
        return super.handle(request, response, callback);
    }

    /// Closes the connections of clients that are too slow.
    void closeSlow() {
        open.forEach((connection, state) -> {
            if (state.waitedNanos() > PATIENCE.toNanos()) {
                close(connection);
            }
        });
    }
}
