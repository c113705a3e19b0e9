package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Records which databases the platform has created, and for whom, in a table of the database `postgres`. A database is
/// recorded before it is created, and forgotten after it was dropped. What is not recorded is never dropped, whatever
/// its name is.
final class DatabaseLedger {

    private static final String LENT = "lent";
    private static final String SERVICE = "service";
    private static final String OWNER = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = ?";

    private DatabaseLedger() {}

    /// For whom a database exists.
    sealed interface Purpose {
        /// A resource of a service in an environment.
        record OfService(ServiceKey key, String resource) implements Purpose {}

        /// A job of a pipeline, for as long as it runs.
        record Lent() implements Purpose {}
    }

    static void create(Connection connection) throws SQLException {
        Sql.execute(connection, "CREATE SCHEMA IF NOT EXISTS agentic");
        Sql.execute(connection, """
                CREATE TABLE IF NOT EXISTS agentic.databases (
                    name text PRIMARY KEY,
                    purpose text NOT NULL CHECK (purpose IN ('service', 'lent')),
                    service text NOT NULL,
                    environment text NOT NULL,
                    resource text NOT NULL,
                    recorded timestamptz NOT NULL DEFAULT now())
                """);
    }

    /// Records a database that is about to be created. A database of a service that an earlier version of the
    /// platform created is recorded too.
    ///
    /// @throws FailureException `DATABASE_NAME_TAKEN` when something else has the name
    static void record(Connection connection, String name, Purpose purpose) throws SQLException {
        var row = row(purpose);
        if (!recorded(connection, name) && !Sql.texts(connection, OWNER, name).isEmpty()) {
            // Earlier versions recorded nothing, and gave each database to the role of the same name.
            if (!row[0].equals(SERVICE) || !belongsToItsRole(connection, name)) {
                throw taken(name);
            }
        }
        Sql.change(
                connection,
                "INSERT INTO agentic.databases (name, purpose, service, environment, resource)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                row[0],
                row[1],
                row[2],
                row[3]);
        if (!Sql.exists(
                connection,
                "SELECT name FROM agentic.databases"
                        + " WHERE name = ? AND purpose = ? AND service = ? AND environment = ? AND resource = ?",
                name,
                row[0],
                row[1],
                row[2],
                row[3])) {
            throw taken(name);
        }
    }

    /// Records a database of a service, if an earlier version of the platform created it. Nothing else changes.
    static void adopt(Connection connection, String name, ServiceKey key, String resource) throws SQLException {
        if (!recorded(connection, name) && belongsToItsRole(connection, name)) {
            record(connection, name, new Purpose.OfService(key, resource));
        }
    }

    private static boolean recorded(Connection connection, String name) throws SQLException {
        return Sql.exists(connection, "SELECT name FROM agentic.databases WHERE name = ?", name);
    }

    private static boolean belongsToItsRole(Connection connection, String name) throws SQLException {
        return Sql.texts(connection, OWNER, name).equals(List.of(name));
    }

    private static String[] row(Purpose purpose) {
        return switch (purpose) {
            case Purpose.OfService(ServiceKey key, String resource) ->
                new String[] {SERVICE, key.service(), key.environment(), resource};
            case Purpose.Lent() -> new String[] {LENT, "", "", ""};
        };
    }

    private static FailureException taken(String name) {
        return new FailureException(Failure.conflict(
                "DATABASE_NAME_TAKEN",
                "The server has a database '" + name + "' that the platform has not created for this purpose.",
                "Rename that database, or choose another name for the service."));
    }

    /// The recorded databases of a service in an environment.
    static List<String> of(Connection connection, ServiceKey key) throws SQLException {
        return Sql.texts(
                connection,
                "SELECT name FROM agentic.databases WHERE purpose = 'service' AND service = ? AND environment = ?",
                key.service(),
                key.environment());
    }

    /// The recorded databases that were lent.
    static List<String> lent(Connection connection) throws SQLException {
        return Sql.texts(connection, "SELECT name FROM agentic.databases WHERE purpose = 'lent'");
    }

    /// Drops a database with its role, if it is recorded. Can be repeated after a kill at any instant.
    static void drop(Connection connection, String name) throws SQLException {
        if (recorded(connection, name)) {
            Sql.execute(connection, "DROP DATABASE IF EXISTS %I WITH (FORCE)", name);
            Sql.execute(connection, "DROP ROLE IF EXISTS %I", name);
            Sql.change(connection, "DELETE FROM agentic.databases WHERE name = ?", name);
        }
    }
}
