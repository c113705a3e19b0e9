package dev.agenticframework.agentapi.connect;

import java.time.Instant;

/// What a connection must not remove when it [tidies up][Connection#tidy].
public interface Keep {

    /// What is older than this, and that nothing needs, can be removed.
    Instant since();

    /// Whether a workflow that can still continue, or that failed a short time ago and can be retried, refers
    /// to something.
    ///
    /// @param reference such as `sha256:...`
    boolean needs(String reference);
}
