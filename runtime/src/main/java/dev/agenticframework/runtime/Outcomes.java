package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;

/// Where attempts that are carried out tell how they fare.
interface Outcomes {
    /// The attempt has ended; told once.
    void finished(Assignment assignment, Intent outcome);

    /// The attempt goes on; nobody waits for what becomes of this.
    void told(Assignment assignment, Intent intent);
}
