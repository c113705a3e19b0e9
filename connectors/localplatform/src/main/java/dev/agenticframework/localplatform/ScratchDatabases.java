package dev.agenticframework.localplatform;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/// Lends databases on the PostgreSQL server of the platform, and drops them when they are returned. A database that an
/// earlier process lent is dropped when the next one is lent.
final class ScratchDatabases {
    private static final String PREFIX = "scratch-";
    private static final String BEGINNING = "scratch_";
    private static final String ENVIRONMENT = "lent";
    private static final int DIGITS = 12;

    private final Databases databases;
    private final Set<ServiceKey> lent = new HashSet<>();

    /// How to reach a lent database.
    record Scratch(String host, int port, String database, String user, String password) {}

    ScratchDatabases(Databases databases) {
        this.databases = databases;
    }

    /// Lends an empty database, or the one that is lent under this key already.
    ///
    /// @param key of the borrower
    /// @throws dev.agenticframework.agentapi.FailureException when no server can be started
    synchronized Scratch lend(String key) throws InterruptedException {
        var name = name(key);
        lent.add(name);
        databases.dropOthers(BEGINNING, lent);
        databases.ensure(name, "main", line -> {});
        var url = URI.create(databases.connectionString(name, "main"));
        String[] login = url.getUserInfo().split(":", 2);
        return new Scratch(url.getHost(), url.getPort(), url.getPath().substring(1), login[0], login[1]);
    }

    /// Takes it back, and drops what is in it.
    synchronized void takeBack(String key) throws InterruptedException {
        var name = name(key);
        if (lent.remove(name)) {
            databases.dropOthers(BEGINNING, lent);
            databases.forget(name, "main");
        }
    }

    /// Whether nobody has one now.
    synchronized boolean idle() {
        return lent.isEmpty();
    }

    private static ServiceKey name(String key) {
        return new ServiceKey(PREFIX + Text.sha256(key).substring(0, DIGITS), ENVIRONMENT);
    }
}
