package dev.agenticframework.localplatform;

import dev.agenticframework.localplatform.ServiceManifest.Health;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// The specification of a replica.
///
/// @param id unique in its service, such as `3f2a9c1b-1`
/// @param run the command of the manifest for one replica, for `sh -c`
/// @param environment read at each start, because the port of a database can change
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
