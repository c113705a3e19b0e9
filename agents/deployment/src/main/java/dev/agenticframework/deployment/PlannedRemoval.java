package dev.agenticframework.deployment;

import java.util.List;
import java.util.Optional;

/// What people approve before a removal.
///
/// @param from the release in service; empty when none has the traffic
/// @param resources what the service uses, such as `postgresql 'main'`
/// @param withData whether these are destroyed with their data
record PlannedRemoval(
        String service, String environment, Optional<InService> from, List<String> resources, boolean withData) {}
