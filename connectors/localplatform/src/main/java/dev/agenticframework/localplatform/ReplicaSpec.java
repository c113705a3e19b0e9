package dev.agenticframework.localplatform;

import dev.agenticframework.localplatform.ServiceManifest.Health;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// What a replica is to be.
///
/// @param id unique in its service, such as `3f2a9c1b-1`
/// @param run the manifest's command for one replica, for `sh -c`
/// @param environment asked for at each start, since a database may have moved
record ReplicaSpec(
        ServiceKey key,
        String id,
        String release,
        String run,
        Path directory,
        Health health,
        Supplier<Map<String, String>> environment,
        LogFile log) {

    String unit() {
        return key + "/" + id;
    }
}
