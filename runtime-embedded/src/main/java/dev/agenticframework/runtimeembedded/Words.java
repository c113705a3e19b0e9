package dev.agenticframework.runtimeembedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Maps names to numbers, in the table `word`. The most recently used are cached.
final class Words {
    static final long UNKNOWN = -1;

    private static final int REMEMBERED = 10_000;

    private final Connection connection;
    private final Map<String, Long> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    Words(Connection connection) {
        this.connection = connection;
    }

    /// The number of a name; a new name gets one.
    long numberOf(String text) throws SQLException {
        Long known = remembered.get(text);
        if (known != null) {
            return known;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO word(text) VALUES(?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
        long number = find(connection, text);
        remembered.put(text, number);
        return number;
    }

    /// The number of a name; [#UNKNOWN] for a new name.
    static long find(Connection connection, String text) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM word WHERE text=?")) {
            select.setString(1, text);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : UNKNOWN;
            }
        }
    }

    /// Forgets the numbers of a transaction that was rolled back.
    void forget() {
        remembered.clear();
    }
}
