package dev.agenticframework.localplatform;

import java.util.HashMap;
import java.util.Map;

/// Lends databases on the PostgreSQL server of the platform, and drops them when they are returned. A database that an
/// earlier process lent is dropped when the next one is lent.
final class ScratchDatabases {
    private static final int DIGITS = 12;

    private final Databases databases;
    private final Passwords passwords;
    private final Map<String, Scratch> lent = new HashMap<>();

    /// How to reach a lent database.
    record Scratch(String host, int port, String database, String user, String password) {}

    ScratchDatabases(Databases databases, Passwords passwords) {
        this.databases = databases;
        this.passwords = passwords;
    }

    /// Lends an empty database, or the one that is lent under this key already.
    ///
    /// @param key of the borrower
    /// @throws dev.agenticframework.agentapi.FailureException when no server can be started
    synchronized Scratch lend(String key) throws InterruptedException {
        var name = name(key);
        var known = lent.get(name);
        if (known != null) {
            return known;
        }
        var password = passwords.next();
        int port = databases.lend(name, password, lent.keySet());
        var scratch = new Scratch("127.0.0.1", port, name, name, password);
        lent.put(name, scratch);
        return scratch;
    }

    /// Takes it back, and drops what is in it.
    synchronized void takeBack(String key) throws InterruptedException {
        if (lent.remove(name(key)) != null) {
            databases.dropLent(lent.keySet());
        }
    }

    /// Whether nobody has one now.
    synchronized boolean idle() {
        return lent.isEmpty();
    }

    private static String name(String key) {
        return Databases.lentIdentifier(Text.sha256(key).substring(0, DIGITS));
    }
}
