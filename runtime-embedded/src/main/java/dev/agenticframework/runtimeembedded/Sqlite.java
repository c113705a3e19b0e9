package dev.agenticframework.runtimeembedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Opens connections to a SQLite database with the settings of this module: write-ahead log, every commit synced.
final class Sqlite {
    private static final int PAGE_BYTES = 8192;
    private static final int CACHE_KIB = 8 * 1024;
    private static final int BUSY_MILLIS = 10_000;

    private Sqlite() {}

    static Connection writer(Path file) throws SQLException {
        var config = config();
        config.setPageSize(PAGE_BYTES);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return open(file, config.toProperties());
    }

    static Connection reader(Path file) throws SQLException {
        return open(file, config().toProperties());
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static Connection open(Path file, Properties properties) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Copies a database as it is at one moment, while other processes use it.
    static void copy(Path from, Path to) throws SQLException {
        try (Connection connection = reader(from);
                var copying = connection.prepareStatement("VACUUM INTO ?")) {
            copying.setString(1, to.toString());
            copying.execute();
        }
    }

    /// Reads one number.
    static long read(Path file, String sql) throws SQLException {
        try (Connection connection = reader(file);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL;
    }

    static boolean isReadOnly(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_READONLY.code;
    }
}
