package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import java.time.Duration;
import java.util.List;

/// The entries of one workflow from a given one on, as they become durable: each exactly once and in order. Nothing is
/// buffered for a slow reader; it reads from the history.
public interface Subscription extends AutoCloseable {

    /// Waits for the next entries.
    ///
    /// @param patience how long to wait when there is no new entry
    /// @return the next entries in order; empty when none came in time. Entries also come after the workflow has
    ///     ended, if it is retried
    List<Entry> next(Duration patience) throws InterruptedException;

    @Override
    void close();
}
