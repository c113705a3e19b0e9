package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.ProcessTable;
import dev.agenticframework.localplatform.ServiceState.Release;
import dev.agenticframework.localplatform.ServiceState.Running;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings the processes that are there into line with what is written down, after whatever end the platform had.
///
/// Processes of releases in service are adopted. All others that bear the platform's mark are ended: those of a rollout
/// that broke off, which its workflow will ask for again, and those that were started and not yet written down.
record Recovery(ProcessGroups groups) {

    /// Ends what no state accounts for, and tells which processes are to be adopted.
    Set<Running> sweep(List<ServiceUnit> units) {
        var wanted = new HashSet<Running>();
        for (var unit : units) {
            wanted.addAll(adoptable(unit.state()));
        }
        var kept = wanted.stream().map(Running::pid).collect(Collectors.toSet());
        var database = groups.marked(PostgresServer.UNIT).stream()
                .map(ProcessTable.Entry::pid)
                .collect(Collectors.toSet());
        for (var unit : units) {
            for (var running : unit.state().replicas()) {
                if (!kept.contains(running.pid())) {
                    groups.kill(running.pid(), running.birth(), unit.key() + "/" + running.id());
                }
            }
        }
        groups.all().stream()
                .filter(entry -> !kept.contains(entry.group()) && !database.contains(entry.pid()))
                .forEach(entry -> ProcessSignal.KILL.send(entry.pid()));
        return wanted;
    }

    private List<Running> adoptable(ServiceState state) {
        if (state.removal() != ServiceState.Removal.NONE) {
            return List.of();
        }
        return state.currentRelease().stream()
                .flatMap(release -> state.replicas().stream()
                        .filter(running -> running.release().equals(release.id()))
                        .filter(running -> running.pid() > 0)
                        .filter(running -> groups.table().lives(running.pid(), running.birth()))
                        .limit(release.replicas()))
                .toList();
    }

    /// Adopts a service's processes and starts those that are missing.
    void restore(ServiceUnit unit, Set<Running> adoptable) {
        for (var running : unit.state().replicas()) {
            if (!adoptable.contains(running)) {
                unit.change(now -> now.ended(running.id()));
            }
        }
        unit.state().currentRelease().ifPresent(release -> fill(unit, release));
    }

    private static void fill(ServiceUnit unit, Release release) {
        var alive = unit.state().replicas();
        alive.forEach(running -> unit.adopt(release, running));
        for (int i = alive.size(); i < release.replicas(); i++) {
            unit.launch(release);
        }
        unit.allTrafficTo(release.id());
    }
}
