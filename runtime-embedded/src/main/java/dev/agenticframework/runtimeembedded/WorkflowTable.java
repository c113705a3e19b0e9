package dev.agenticframework.runtimeembedded;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.HistoryFormat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps workflows in SQLite. A workflow is one row with its searchable fields and the first run of its history. Later
/// checkpoints add rows of `chunk`. Repeated names are numbers from `word`, so that an index entry costs a dozen bytes.
// The ordinals are on disk: constants are only ever added at the end.
@SuppressWarnings("EnumOrdinal")
final class WorkflowTable implements AutoCloseable {
    private static final String INSERT = """
            INSERT INTO workflow(status, ended_at, wake_at, busy, sequence, id, service, environment, requested_by,
              template, created_at, idempotency_key, facts) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)""";
    private static final String UPDATE =
            "UPDATE workflow SET status=?, ended_at=?, wake_at=?, busy=?, sequence=? WHERE id=?";
    private static final String APPEND = "INSERT INTO chunk(workflow, first, facts) VALUES(?,?,?)";
    private static final int SCHEMA = 1;

    private final Connection connection;
    private final Words words;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement append;

    WorkflowTable(Connection connection) throws SQLException {
        this.connection = connection;
        createIfAbsent(connection);
        words = new Words(connection);
        insert = connection.prepareStatement(INSERT);
        update = connection.prepareStatement(UPDATE);
        append = connection.prepareStatement(APPEND);
        connection.setAutoCommit(false);
    }

    private static void createIfAbsent(Connection connection) throws SQLException {
        Sqlite.run(
                connection,
                "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
                "INSERT OR IGNORE INTO meta VALUES('schema', " + SCHEMA + "), ('applied', 0), ('published', 0)",
                "CREATE TABLE IF NOT EXISTS word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
                """
                CREATE TABLE IF NOT EXISTS workflow(
                  id INTEGER PRIMARY KEY, status INTEGER NOT NULL, ended_at INTEGER, wake_at INTEGER,
                  busy INTEGER NOT NULL, sequence INTEGER NOT NULL, service INTEGER NOT NULL,
                  environment INTEGER NOT NULL, requested_by INTEGER NOT NULL, template INTEGER NOT NULL,
                  created_at INTEGER NOT NULL, idempotency_key TEXT, facts BLOB NOT NULL)""",
                """
                CREATE TABLE IF NOT EXISTS chunk(workflow INTEGER NOT NULL, first INTEGER NOT NULL, facts BLOB NOT NULL,
                  PRIMARY KEY(workflow, first)) WITHOUT ROWID""",
                // A list is driven by the first of these of which it names the first column; what else it asks for is
                // decided in the index, before a row is read.
                """
                CREATE INDEX IF NOT EXISTS by_status ON workflow(status, id, service, requested_by, template,
                  environment)""",
                """
                CREATE INDEX IF NOT EXISTS by_service ON workflow(service, id, requested_by, template, environment)""",
                "CREATE INDEX IF NOT EXISTS by_requester ON workflow(requested_by, id, template, environment)",
                "CREATE INDEX IF NOT EXISTS by_template ON workflow(template, id, environment)",
                "CREATE INDEX IF NOT EXISTS by_environment ON workflow(environment, id)",
                "CREATE INDEX IF NOT EXISTS by_end ON workflow(ended_at) WHERE ended_at IS NOT NULL",
                "CREATE INDEX IF NOT EXISTS by_wake ON workflow(wake_at) WHERE wake_at IS NOT NULL",
                "CREATE INDEX IF NOT EXISTS by_busy ON workflow(id) WHERE busy = 1",
                """
                CREATE UNIQUE INDEX IF NOT EXISTS by_key ON workflow(idempotency_key)
                  WHERE idempotency_key IS NOT NULL""");
    }

    long meta(String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM meta WHERE name=?")) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /// Writes workflows, and the position of the journal, in one transaction.
    void write(List<Hot> dirty, long applied, long published) throws SQLException {
        try {
            for (Hot hot : dirty) {
                write(hot);
            }
            insert.executeBatch();
            update.executeBatch();
            append.executeBatch();
            setMeta("applied", applied);
            setMeta("published", published);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            insert.clearBatch();
            update.clearBatch();
            append.clearBatch();
            words.forget();
            rollBack(e);
            throw e;
        }
    }

    /// Rolls back. After some errors, such as a full disk, SQLite has rolled back already and says so.
    private void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void setMeta(String name, long value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE meta SET value=? WHERE name=?")) {
            statement.setLong(1, value);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }

    private void write(Hot hot) throws SQLException {
        List<Entry> entries = hot.unflushed();
        if (entries.isEmpty()) {
            return;
        }
        long first = entries.getFirst().sequence();
        byte[] facts = HistoryFormat.write(entries);
        if (first == 1) {
            setState(insert, hot.workflow());
            setOrigin(insert, hot.workflow());
            insert.setBytes(13, facts);
            insert.addBatch();
            return;
        }
        setState(update, hot.workflow());
        update.addBatch();
        append.setLong(1, hot.workflow().id().number());
        append.setLong(2, first);
        append.setBytes(3, facts);
        append.addBatch();
    }

    private static void setState(PreparedStatement statement, Workflow workflow) throws SQLException {
        statement.setInt(1, workflow.status().ordinal());
        setInstant(statement, 2, workflow.endedAt());
        setInstant(statement, 3, workflow.wakeAt());
        statement.setInt(4, isBusy(workflow) ? 1 : 0);
        statement.setLong(5, workflow.sequence());
        statement.setLong(6, workflow.id().number());
    }

    private static void setInstant(PreparedStatement statement, int column, Optional<Instant> at) throws SQLException {
        if (at.isPresent()) {
            statement.setLong(column, at.get().toEpochMilli());
        } else {
            statement.setNull(column, Types.INTEGER);
        }
    }

    static boolean isBusy(Workflow workflow) {
        for (TaskState task : workflow.tasks()) {
            if (task instanceof TaskState.Ready || task instanceof TaskState.Running) {
                return true;
            }
        }
        return false;
    }

    private void setOrigin(PreparedStatement statement, Workflow workflow) throws SQLException {
        statement.setLong(7, words.numberOf(workflow.request().service()));
        statement.setLong(8, words.numberOf(workflow.request().environment()));
        statement.setLong(9, words.numberOf(workflow.request().requestedBy()));
        statement.setLong(10, words.numberOf(workflow.request().template()));
        statement.setLong(11, workflow.createdAt().toEpochMilli());
        statement.setString(12, workflow.idempotencyKey().isEmpty() ? null : workflow.idempotencyKey());
    }

    /// Removes the oldest workflows that ended before a time, except those in use.
    int removeEndedBefore(Instant then, int limit, java.util.function.LongPredicate inUse) throws SQLException {
        var ids = new ArrayList<Long>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM workflow WHERE ended_at < ? ORDER BY ended_at LIMIT ?")) {
            select.setLong(1, then.toEpochMilli());
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        ids.removeIf(inUse::test);
        try (PreparedStatement chunks = connection.prepareStatement("DELETE FROM chunk WHERE workflow=?");
                PreparedStatement rows = connection.prepareStatement("DELETE FROM workflow WHERE id=?")) {
            for (long id : ids) {
                chunks.setLong(1, id);
                chunks.addBatch();
                rows.setLong(1, id);
                rows.addBatch();
            }
            chunks.executeBatch();
            rows.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
        return ids.size();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
