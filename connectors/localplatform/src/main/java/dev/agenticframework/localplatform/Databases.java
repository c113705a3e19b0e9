package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SecretStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/// The databases on the server of the platform: those of services, and those that are lent to jobs. Each has a role of
/// the same name, which owns it and can connect to no other.
///
/// Only what the [DatabaseLedger] records is ever dropped.
final class Databases {

    /// The beginning of the names that the platform chooses. The name of a service begins with a letter, so no
    /// service has a database with such a name.
    static final String RESERVED = "_";

    private static final String LENT = RESERVED + "lent_";
    private static final String POSTGRES_OWN = "pg_";
    private static final int MAX_IDENTIFIER = 63;
    private static final String ALL_BUT_ADMIN =
            "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'";

    private final PostgresServer server;
    private final SecretStore secrets;
    private final Passwords passwords;

    Databases(PostgresServer server, SecretStore secrets, Passwords passwords) {
        this.server = server;
        this.secrets = secrets;
        this.passwords = passwords;
    }

    /// The name of a database and of its role. The name of a service has no underscore, so two services never share
    /// one. PostgreSQL keeps names that begin with `pg_` for itself.
    static String identifier(ServiceKey key, String resource) {
        var plain = (key.service() + "__" + key.environment() + (resource.equals("main") ? "" : "__" + resource))
                .replace('-', '_');
        var usable = plain.startsWith(POSTGRES_OWN) ? RESERVED + plain : plain;
        return usable.length() <= MAX_IDENTIFIER
                ? usable
                : usable.substring(0, MAX_IDENTIFIER - 9) + "_"
                        + Text.sha256(usable).substring(0, 8);
    }

    /// The name of a database that is lent.
    ///
    /// @param key of the borrower, as letters and digits
    static String lentIdentifier(String key) {
        return LENT + key;
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
    synchronized void ensure(ServiceKey key, String resource, Consumer<String> log) throws InterruptedException {
        int port = server.ensureRunning(log);
        var name = identifier(key, resource);
        var password = secrets.putIfAbsent(passwordSecret(key, resource), passwords.next());
        try (var connection = server.connect(port)) {
            if (create(connection, name, password, new DatabaseLedger.Purpose.OfService(key, resource))) {
                log.accept("Created the database " + name);
            }
        } catch (SQLException e) {
            throw failure(name, e);
        }
        secrets.put(secret(key, resource), url(name, password, port));
    }

    // The database accepts no connections until nobody else can connect to it.
    private static boolean create(Connection connection, String name, String password, DatabaseLedger.Purpose purpose)
            throws SQLException {
        DatabaseLedger.record(connection, name, purpose);
        if (!Sql.exists(connection, "SELECT rolname FROM pg_roles WHERE rolname = ?", name)) {
            Sql.execute(connection, "CREATE ROLE %I", name);
        }
        Sql.execute(connection, "ALTER ROLE %I " + PostgresAccess.ROLE_LIMITS + " LOGIN PASSWORD %L", name, password);
        boolean missing = !Sql.exists(connection, "SELECT datname FROM pg_database WHERE datname = ?", name);
        if (missing) {
            Sql.execute(connection, "CREATE DATABASE %I OWNER %I ALLOW_CONNECTIONS false", name, name);
        }
        Sql.execute(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", name);
        Sql.execute(connection, "ALTER DATABASE %I ALLOW_CONNECTIONS true", name);
        return missing;
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
        if (!secrets.get(secret(key, resource)).equals(Optional.of(url))) {
            secrets.put(secret(key, resource), url);
        }
        return url;
    }

    /// Creates an empty database to lend, in place of one of the same name.
    ///
    /// @param kept the names of those that are lent now; all others are dropped
    /// @return the port of the server
    synchronized int lend(String name, String password, Collection<String> kept) throws InterruptedException {
        int port = server.ensureRunning(line -> {});
        try (var connection = server.connect(port)) {
            dropLent(connection, kept);
            create(connection, name, password, new DatabaseLedger.Purpose.Lent());
            return port;
        } catch (SQLException e) {
            throw failure(name, e);
        }
    }

    /// Drops the lent databases, except some. The server stays.
    synchronized void dropLent(Collection<String> kept) throws InterruptedException {
        try (var connection = server.connect(server.ensureRunning(line -> {}))) {
            dropLent(connection, kept);
        } catch (SQLException e) {
            throw failure("the databases of jobs", e);
        }
    }

    private static void dropLent(Connection connection, Collection<String> kept) throws SQLException {
        for (var name : DatabaseLedger.lent(connection)) {
            if (!kept.contains(name)) {
                DatabaseLedger.drop(connection, name);
            }
        }
    }

    /// Removes the databases and roles of a service in an environment, and the server when no database is left.
    ///
    /// @param resources the names of the resources that the service has by the platform's records
    synchronized void drop(ServiceKey key, Collection<String> resources) throws InterruptedException {
        if (!server.exists()) {
            return;
        }
        int port = server.ensureRunning(line -> {});
        boolean last;
        try (var connection = server.connect(port)) {
            for (var resource : resources) {
                DatabaseLedger.adopt(connection, identifier(key, resource), key, resource);
            }
            for (var name : DatabaseLedger.of(connection, key)) {
                DatabaseLedger.drop(connection, name);
            }
            last = !Sql.exists(connection, ALL_BUT_ADMIN);
        } catch (SQLException e) {
            throw failure(key.toString(), e);
        }
        if (last) {
            server.erase();
        }
    }

    /// Deletes the secrets of a resource.
    void forget(ServiceKey key, String resource) {
        secrets.delete(secret(key, resource));
        secrets.delete(passwordSecret(key, resource));
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
