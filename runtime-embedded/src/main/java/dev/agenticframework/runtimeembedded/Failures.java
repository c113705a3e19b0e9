package dev.agenticframework.runtimeembedded;

import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/// Maps errors of the operating system and of SQLite to the codes that callers know.
final class Failures {
    private Failures() {}

    static StoreException of(Path directory, Exception e) {
        if (isFull(e)) {
            return new StoreException(
                    Answer.Code.STORE_FULL,
                    "The disk or quota of '" + directory + "' is full. Free some space: work then continues by itself.",
                    e);
        }
        if (isReadOnly(e)) {
            return new StoreException(
                    Answer.Code.STORE_READ_ONLY, "Cannot write to '" + directory + "'. Make it writable.", e);
        }
        return new StoreException(
                Answer.Code.STORE_UNAVAILABLE, "Cannot use '" + directory + "': " + e.getMessage(), e);
    }

    private static boolean isFull(Exception e) {
        if (e instanceof SQLException sql) {
            return Sqlite.isFull(sql);
        }
        String text = text(e);
        return text.contains("no space left") || text.contains("quota exceeded") || text.contains("file too large");
    }

    private static boolean isReadOnly(Exception e) {
        if (e instanceof SQLException sql) {
            return Sqlite.isReadOnly(sql);
        }
        return e instanceof AccessDeniedException || text(e).contains("read-only file system");
    }

    private static String text(Exception e) {
        return e instanceof IOException
                ? Objects.requireNonNullElse(e.getMessage(), "").toLowerCase(Locale.ROOT)
                : "";
    }

    static String message(StoreException e) {
        return Objects.requireNonNullElse(e.getMessage(), "The store cannot be used.");
    }
}
