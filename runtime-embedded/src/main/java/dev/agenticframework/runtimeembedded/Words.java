package dev.agenticframework.runtimeembedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers for names, in the table `word`. The ones last used are remembered.
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

    /// The number of a name, which gets one when it has none.
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

    /// The number of a name; [#UNKNOWN] when it has none.
    static long find(Connection connection, String text) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM word WHERE text=?")) {
            select.setString(1, text);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : UNKNOWN;
            }
        }
    }

    /// After a transaction that gave numbers was rolled back.
    void forget() {
        remembered.clear();
    }
}
