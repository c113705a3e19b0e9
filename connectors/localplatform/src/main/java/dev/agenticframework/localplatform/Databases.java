package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SecretStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;

/// The databases of services. Each resource has its own database, with a role that owns it and can connect to no other.
final class Databases {

    private static final int MAX_IDENTIFIER = 63;

    private final PostgresServer server;
    private final SecretStore secrets;
    private final Passwords passwords;

    Databases(PostgresServer server, SecretStore secrets, Passwords passwords) {
        this.server = server;
        this.secrets = secrets;
        this.passwords = passwords;
    }

    /// The name of a database and of its role. The name of a service has no underscore, so two services never
    /// share one.
    static String identifier(ServiceKey key, String resource) {
        var plain = (key.service() + "__" + key.environment() + (resource.equals("main") ? "" : "__" + resource))
                .replace('-', '_');
        return plain.length() <= MAX_IDENTIFIER
                ? plain
                : plain.substring(0, MAX_IDENTIFIER - 9) + "_"
                        + Text.sha256(plain).substring(0, 8);
    }

    /// The name of the secret that holds the connection string of a resource.
    static String secret(ServiceKey key, String resource) {
        return "postgresql/" + key.service() + "/" + key.environment()
                + (resource.equals("main") ? "" : "/" + resource);
    }

    private static String passwordSecret(ServiceKey key, String resource) {
        return secret(key, resource) + "/password";
    }

    /// Creates the database and its role, unless they exist, and stores the connection string as a secret.
    void ensure(ServiceKey key, String resource, Consumer<String> log) throws InterruptedException {
        int port = server.ensureRunning(log);
        var name = identifier(key, resource);
        var password = secrets.putIfAbsent(passwordSecret(key, resource), passwords.next());
        try (var connection = server.connect(port, "postgres")) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                execute(connection, "CREATE ROLE %I LOGIN", name);
            }
            execute(connection, "ALTER ROLE %I LOGIN PASSWORD %L", name, password);
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE %I OWNER %I", name, name);
                log.accept("Created the database " + name);
            }
            execute(connection, "REVOKE CONNECT ON DATABASE %I FROM PUBLIC", name);
        } catch (SQLException e) {
            throw failure(name, e);
        }
        secrets.put(secret(key, resource), url(name, password, port));
    }

    private static String url(String name, String password, int port) {
        return "postgresql://" + name + ":" + password + "@127.0.0.1:" + port + "/" + name;
    }

    /// The connection string for the current port of the server.
    ///
    /// @throws FailureException `DATABASE_NOT_PROVISIONED`
    String connectionString(ServiceKey key, String resource) throws InterruptedException {
        var password = secrets.get(passwordSecret(key, resource))
                .orElseThrow(() -> new FailureException(Failure.conflict(
                        "DATABASE_NOT_PROVISIONED",
                        "The database '" + resource + "' of " + key + " does not exist.",
                        "Provision the service before you deploy it.")));
        var url = url(identifier(key, resource), password, server.ensureRunning(line -> {}));
        if (!secrets.get(secret(key, resource)).equals(java.util.Optional.of(url))) {
            secrets.put(secret(key, resource), url);
        }
        return url;
    }

    /// Removes the databases and roles of a service in an environment, and the server when no database is left.
    void drop(ServiceKey key) throws InterruptedException {
        if (!server.exists()) {
            return;
        }
        int port = server.ensureRunning(line -> {});
        boolean last;
        try (var connection = server.connect(port, "postgres")) {
            dropAll(connection, names(connection, key));
            last = !exists(
                    connection, "SELECT 1 FROM pg_database WHERE NOT datistemplate AND datname <> ?", "postgres");
        } catch (SQLException e) {
            throw failure(key.toString(), e);
        }
        if (last) {
            server.erase();
        }
    }

    /// Removes the databases and roles whose names begin with a prefix, except some. The server stays.
    void dropOthers(String beginning, Set<ServiceKey> kept) throws InterruptedException {
        var keptNames = kept.stream().map(key -> identifier(key, "main")).toList();
        try (var connection = server.connect(server.ensureRunning(line -> {}), "postgres");
                var query =
                        connection.prepareStatement("SELECT datname FROM pg_database WHERE starts_with(datname, ?)")) {
            query.setString(1, beginning);
            var names = new java.util.ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            names.removeAll(keptNames);
            dropAll(connection, names);
        } catch (SQLException e) {
            throw failure(beginning, e);
        }
    }

    private static void dropAll(Connection connection, java.util.List<String> names) throws SQLException {
        for (var name : names) {
            execute(connection, "DROP DATABASE IF EXISTS %I WITH (FORCE)", name);
            execute(connection, "DROP ROLE IF EXISTS %I", name);
        }
    }

    /// Deletes the secrets of a resource.
    void forget(ServiceKey key, String resource) {
        secrets.delete(secret(key, resource));
        secrets.delete(passwordSecret(key, resource));
    }

    private static java.util.List<String> names(Connection connection, ServiceKey key) throws SQLException {
        var own = identifier(key, "main");
        var names = new java.util.ArrayList<String>();
        try (var query = connection.prepareStatement(
                "SELECT datname FROM pg_database WHERE datname = ? OR starts_with(datname, ?)")) {
            query.setString(1, own);
            query.setString(2, own + "__");
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    // Commands take no parameters, so the server quotes the names and literals.
    private static void execute(Connection connection, String format, String... values) throws SQLException {
        String sql;
        try (var quoting = connection.prepareStatement("SELECT format(?, VARIADIC ?)")) {
            quoting.setString(1, format);
            quoting.setArray(2, connection.createArrayOf("text", values));
            try (var rows = quoting.executeQuery()) {
                rows.next();
                sql = rows.getString(1);
            }
        }
        try (var command = connection.createStatement()) {
            command.execute(sql);
        }
    }

    private static FailureException failure(String what, SQLException cause) {
        return new FailureException(
                Failure.transientExternal(
                        "POSTGRES_FAILED",
                        "PostgreSQL refused a command for " + what + " with the state " + cause.getSQLState() + ".",
                        "See the log of the server in the directory of the platform."),
                cause);
    }
}
