package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessTable;
import dev.agenticframework.localplatform.ServiceState.Release;
import dev.agenticframework.localplatform.ServiceState.Running;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reconciles the running processes with the stored state when the platform starts.
///
/// Processes of current releases are adopted. All others with the mark of the platform are ended: those of an
/// interrupted rollout, which its workflow requests again, and those that were started but not stored yet.
record Recovery(ProcessGroups groups) {

    /// Ends unknown processes.
    ///
    /// @return the processes to adopt
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
                .forEach(groups::kill);
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

    /// Adopts the processes of a service and starts the missing ones.
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
