package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;

/// Receives the progress and the outcome of attempts.
interface Outcomes {
    /// Reports once that the attempt has ended.
    void finished(Assignment assignment, Intent outcome);

    /// Reports progress. Nobody waits for the result.
    void told(Assignment assignment, Intent intent);
}
