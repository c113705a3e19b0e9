package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Ends the processes of services that run without a record: those with the mark of a replica that no service has.
///
/// A process must be found twice. Between being started and being known, or between being forgotten and ended, a
/// process can be found once.
final class Strays {

    private static final System.Logger LOG = System.getLogger(Strays.class.getName());

    // ENVIRONMENT/SERVICE/REPLICA, as in ReplicaSpec. Builds, migrations and tools have other units.
    private static final Pattern REPLICA = Pattern.compile("[a-z0-9-]+/[a-z0-9-]+/[0-9a-f]{8}-[0-9]+");

    private final ProcessGroups groups;
    private Set<ProcessTable.Entry> suspects = Set.of();

    Strays(ProcessGroups groups) {
        this.groups = groups;
    }

    /// Ends what was found now and the last time.
    void sweep(Collection<ServiceUnit> services) {
        var known = new HashSet<String>();
        // First the processes, then the services: a replica that starts now is not found, and one that was found is
        // known by then.
        var running = groups.units();
        services.forEach(
                service -> service.replicas().forEach(replica -> known.add(service.key() + "/" + replica.id())));
        var found = new HashSet<ProcessTable.Entry>();
        running.forEach((unit, entries) -> {
            if (REPLICA.matcher(unit).matches() && !known.contains(unit)) {
                entries.forEach(entry -> found.add(ended(unit, entry)));
            }
        });
        suspects = found;
    }

    private ProcessTable.Entry ended(String unit, ProcessTable.Entry entry) {
        if (suspects.contains(entry) && groups.table().lives(entry.pid(), entry.birth())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Ended process " + entry.pid() + " of " + unit + ", which belongs to no known replica");
            groups.kill(entry);
        }
        return entry;
    }
}
