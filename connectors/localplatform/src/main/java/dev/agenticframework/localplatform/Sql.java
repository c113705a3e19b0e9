package dev.agenticframework.localplatform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Statements with text parameters, on the connection of the administrator.
final class Sql {

    private Sql() {}

    /// The first column of all rows.
    static List<String> texts(Connection connection, String sql, String... values) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            var found = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /// Whether a query finds any row.
    static boolean exists(Connection connection, String sql, String... values) throws SQLException {
        return !texts(connection, sql, values).isEmpty();
    }

    /// Changes rows.
    static void change(Connection connection, String sql, String... values) throws SQLException {
        try (var command = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                command.setString(i + 1, values[i]);
            }
            command.executeUpdate();
        }
    }

    /// Executes a command with names (`%I`) and literals (`%L`). Commands take no parameters, so the server
    /// quotes them.
    static void execute(Connection connection, String format, String... values) throws SQLException {
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
}
