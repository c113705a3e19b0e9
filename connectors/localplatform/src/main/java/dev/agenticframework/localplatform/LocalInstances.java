package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.ServiceStatus.Instance;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.localplatform.ServiceState.Release;
import dev.agenticframework.localplatform.ServiceState.Removal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services of this platform, their replicas, and the requests that their gateway has counted.
final class LocalInstances implements Instances, TrafficMetrics {
    static final int MAX_LOG_LINES = 10_000;

    private final Units units;
    private final LocalProvisioning provisioning;
    private final ScratchDatabases scratch;
    private final PostgresServer server;
    private final Gateway gateway;

    LocalInstances(
            Units units,
            LocalProvisioning provisioning,
            ScratchDatabases scratch,
            PostgresServer server,
            Gateway gateway) {
        this.units = units;
        this.provisioning = provisioning;
        this.scratch = scratch;
        this.server = server;
        this.gateway = gateway;
    }

    @Override
    public Optional<ServiceStatus> find(String service, String environment) {
        return units.find(new ServiceKey(service, environment)).map(this::status);
    }

    ServiceStatus status(ServiceUnit unit) {
        var state = unit.state();
        var current = state.currentRelease();
        var instances = unit.replicas().stream().map(LocalInstances::instance).toList();
        return new ServiceStatus(
                state.service(),
                state.environment(),
                "http://127.0.0.1:" + state.port(),
                state.current(),
                current.map(Release::version).orElse(""),
                current.map(Release::commit).orElse(""),
                current.map(Release::replicas).orElse(0),
                (int) instances.stream().filter(Instance::ready).count(),
                unit.acceptsProbeWrites(),
                instances,
                provisioning.resources(unit));
    }

    private static Instance instance(ReplicaProcess replica) {
        var running = replica.running();
        var details = Map.of("pid", Long.toString(running.pid()), "port", Integer.toString(running.port()));
        return new Instance(
                replica.id(), replica.ready(), replica.checkedAt(), running.restarts(), running.startedAt(), details);
    }

    @Override
    public List<ServiceStatus> list() {
        return units.all().stream()
                .map(this::status)
                .sorted(Comparator.comparing(ServiceStatus::environment).thenComparing(ServiceStatus::name))
                .toList();
    }

    @Override
    public Optional<Traffic> traffic(String service, String environment) {
        return units.find(new ServiceKey(service, environment))
                .map(unit -> unit.route().meter().total());
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        int count = Math.clamp(lines, 0, MAX_LOG_LINES);
        var merged = new LogLines();
        units.get(new ServiceKey(service, environment))
                .replicas()
                .forEach(replica -> merged.add(replica.id(), replica.log().tail(count)));
        return merged.last(count);
    }

    @Override
    public void remove(String service, String environment, boolean withData, Precondition precondition)
            throws InterruptedException {
        var key = new ServiceKey(service, environment);
        var removed = units.changeKnown(key, unit -> {
            precondition.require(Optional.of(status(unit)));
            unit.change(now -> now.removing(withData));
            finishRemoval(unit);
            return unit;
        });
        if (removed.isEmpty() && withData) {
            provisioning.drop(key, List.of());
        }
    }

    /// Removes a service whose removal is stored.
    void finishRemoval(ServiceUnit unit) throws InterruptedException {
        var key = unit.key();
        gateway.close(key);
        unit.retire(unit.replicas());
        Storage.deleteTree(unit.logs());
        if (unit.state().removal() == Removal.WITH_DATA) {
            provisioning.drop(key, unit.state().resources());
        }
        units.forget(unit);
        boolean databaseNeeded = units.all().stream().anyMatch(ServiceUnit::needsDatabase);
        if (!databaseNeeded && scratch.idle() && server.exists()) {
            server.stop();
        }
    }
}
