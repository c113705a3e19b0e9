package dev.agenticframework.localplatform;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Who can connect to the database server, to what, and how much of it one role can take.
///
/// The server checks each connection twice: the file `pg_hba.conf` allows a role only the database of its own name, and
/// the privileges allow nobody but the platform to connect to `postgres` and `template1`. A role can grant others
/// access to its own database, but the file still refuses them.
final class PostgresAccess {

    static final int MAX_CONNECTIONS = 200;
    /// The connections that are kept for the platform.
    static final int RESERVED_CONNECTIONS = 10;
    /// The connections of one role. Three environments of a service together leave some for others.
    static final int ROLE_CONNECTIONS = 50;
    /// The temporary files of one process of the server: a query cannot fill the disk with its sort.
    static final String TEMPORARY_FILES = "1GB";

    static final String ROLE_LIMITS =
            "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT " + ROLE_CONNECTIONS;

    private static final String FILE = "pg_hba.conf";
    private static final String UNLIMITED =
            "SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolconnlimit < 0";

    private PostgresAccess() {}

    /// The settings of the server.
    static List<String> settings() {
        return List.of(
                "max_connections=" + MAX_CONNECTIONS,
                "superuser_reserved_connections=" + RESERVED_CONNECTIONS,
                "temp_file_limit=" + TEMPORARY_FILES,
                "password_encryption=scram-sha-256");
    }

    /// Writes the file that says which role can connect to which database.
    static void writeRules(Path data, Unprivileged user) throws IOException {
        DurableFiles.deleteDrafts(data);
        var draft = Files.createTempFile(data, "." + FILE, ".tmp");
        try {
            Files.writeString(
                    draft,
                    "# Written by the platform at each start.\n"
                            + rule("all", PostgresServer.ADMIN)
                            + rule("sameuser", "all"));
            user.own(draft);
            DurableFiles.publish(draft, data.resolve(FILE));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String rule(String database, String role) {
        return "host " + database + " " + role + " 127.0.0.1/32 scram-sha-256\n";
    }

    /// Makes sure of the privileges, also on a server that an earlier version of the platform set up.
    static void restrict(Connection connection) throws SQLException {
        Sql.execute(connection, "SELECT pg_reload_conf()");
        for (var shared : List.of("postgres", "template1")) {
            Sql.execute(connection, "REVOKE ALL ON DATABASE %I FROM PUBLIC", shared);
        }
        for (var role : Sql.texts(connection, UNLIMITED)) {
            Sql.execute(connection, "ALTER ROLE %I " + ROLE_LIMITS, role);
        }
        DatabaseLedger.create(connection);
    }
}
