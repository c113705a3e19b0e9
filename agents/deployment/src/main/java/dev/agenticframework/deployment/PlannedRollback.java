package dev.agenticframework.deployment;

import java.util.Optional;

/// What people approve before a rollback.
///
/// @param from the release in service
/// @param toVersion the version that comes back
record PlannedRollback(String service, String environment, Optional<InService> from, String toVersion) {}
