package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import java.time.Duration;
import java.util.List;

/// The entries of one workflow as they become durable, from a given one on: each exactly once and in order, however
/// slowly they are taken. Nothing is buffered for a slow reader: what it has not taken is read from the history.
public interface Subscription extends AutoCloseable {

    /// Waits for more.
    ///
    /// @param patience how long to wait when there is nothing new
    /// @return the next entries in order; empty when none came in time. Once the workflow has ended, they still
    ///     come when it is retried
    List<Entry> next(Duration patience) throws InterruptedException;

    @Override
    void close();
}
