package dev.agenticframework.agentapi.access;

import java.util.Locale;

/// What someone may do.
public enum Permission {
    /// See workflows, services, logs, templates and artifacts, and check documents against the policies.
    READ,
    /// Report that the external work that a task waits for has ended.
    SIGNAL,
    /// Start workflows, and deploy.
    START,
    /// Cancel, pause, resume, retry and replay workflows that exist.
    STEER,
    /// Approve or deny tasks. The environment's rules decide in addition who is eligible.
    APPROVE,
    /// Accept a finding of a policy for a time.
    WAIVE,
    /// Roll back and remove services.
    OPERATE,
    /// Read the audit log.
    AUDIT,
    /// Issue and revoke tokens, and act on behalf of others.
    ADMINISTER;

    /// The name as people write it, such as `start`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
