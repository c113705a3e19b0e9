package dev.agenticframework.runtimeembedded;

import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/// Tells what the operating system and SQLite say by the codes that callers know.
final class Failures {
    private Failures() {}

    static StoreException of(Path directory, Exception e) {
        if (isFull(e)) {
            return new StoreException(
                    Answer.Code.STORE_FULL,
                    "there is no space left for " + directory + ": free some, and it goes on by itself",
                    e);
        }
        if (isReadOnly(e)) {
            return new StoreException(
                    Answer.Code.STORE_READ_ONLY, directory + " cannot be written: make it writable", e);
        }
        return new StoreException(Answer.Code.STORE_UNAVAILABLE, directory + " cannot be used: " + e.getMessage(), e);
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
        return Objects.requireNonNullElse(e.getMessage(), "the store cannot be used");
    }
}
