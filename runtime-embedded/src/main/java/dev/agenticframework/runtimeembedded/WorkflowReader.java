package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.HistoryFormat;
import dev.agenticframework.runtime.Page;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.WorkflowStore;
import dev.agenticframework.runtime.WorkflowSummary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Reads the workflow table on its own connections.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
final class WorkflowReader implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CONNECTIONS);

    WorkflowReader(Path file) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(Sqlite.reader(file));
        }
    }

    interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    <T> T read(Read<T> read) throws SQLException {
        Connection connection = take();
        try {
            return read.from(connection);
        } finally {
            connections.add(connection);
        }
    }

    /// Waits for a connection, also when its thread is interrupted: a read takes milliseconds.
    private Connection take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return connections.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Optional<Workflow> workflow(WorkflowId id) throws SQLException {
        List<Entry> history = history(id);
        return history.isEmpty() ? Optional.empty() : Optional.of(Workflow.replay(id, history));
    }

    List<Entry> history(WorkflowId id) throws SQLException {
        return read(connection -> {
            var history = new ArrayList<Entry>();
            addRuns(connection, "SELECT facts FROM workflow WHERE id=?", id, history);
            if (!history.isEmpty()) {
                addRuns(connection, "SELECT facts FROM chunk WHERE workflow=? ORDER BY first", id, history);
            }
            return history;
        });
    }

    private static void addRuns(Connection connection, String sql, WorkflowId id, List<Entry> history)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id.number());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    history.addAll(HistoryFormat.read(rows.getBytes(1)));
                }
            }
        }
    }

    List<Long> ids(String sql, long... parameters) throws SQLException {
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    select.setLong(i + 1, parameters[i]);
                }
                var ids = new ArrayList<Long>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids;
            }
        });
    }

    List<WorkflowStore.Wake> wakes(Instant then, int limit) throws SQLException {
        return read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id, wake_at FROM workflow WHERE wake_at < ? ORDER BY wake_at LIMIT ?")) {
                select.setLong(1, then.toEpochMilli());
                select.setInt(2, limit);
                var wakes = new ArrayList<WorkflowStore.Wake>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        wakes.add(new WorkflowStore.Wake(
                                new WorkflowId(rows.getLong(1)), Instant.ofEpochMilli(rows.getLong(2))));
                    }
                }
                return wakes;
            }
        });
    }

    Optional<WorkflowId> byKey(String key) throws SQLException {
        return read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id FROM workflow WHERE idempotency_key=?")) {
                select.setString(1, key);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(new WorkflowId(rows.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    Page<WorkflowSummary> list(WorkflowQuery query, long before) throws SQLException {
        return read(connection -> new WorkflowListing(connection, query, before).page());
    }

    static WorkflowSummary summary(ResultSet row) throws SQLException {
        long endedAt = row.getLong(8);
        return new WorkflowSummary(
                new WorkflowId(row.getLong(1)),
                Status.values()[row.getInt(2)],
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                endedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endedAt)));
    }

    @Override
    public void close() throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            take().close();
        }
    }
}
