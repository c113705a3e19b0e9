package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.localplatform.ServiceState.Provisioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Provisions databases on the platform's own PostgreSQL server.
final class LocalProvisioning implements Provisioning {
    private static final String POSTGRESQL = "postgresql";

    private final Units units;
    private final LocalBuilds builds;
    private final Databases databases;
    private final PostgresServer server;

    LocalProvisioning(Units units, LocalBuilds builds, Databases databases, PostgresServer server) {
        this.units = units;
        this.builds = builds;
        this.databases = databases;
        this.server = server;
    }

    @Override
    public List<Offer> resourceTypes() {
        return List.of(new Offer(POSTGRESQL, "", Optional.empty()));
    }

    @Override
    public List<Change> preview(String service, String environment, Revision revision) {
        List<String> present = units.find(new ServiceKey(service, environment))
                .map(unit ->
                        unit.state().resources().stream().map(Provisioned::name).toList())
                .orElse(List.of());
        return builds.manifest(service, revision).resources().stream()
                .map(wanted -> new Change(
                        present.contains(wanted.name()) ? Change.Action.KEEP : Change.Action.CREATE,
                        wanted.type(),
                        wanted.name()))
                .toList();
    }

    @Override
    public List<Resource> apply(String service, String environment, Revision revision, Consumer<String> log)
            throws InterruptedException {
        var key = new ServiceKey(service, environment);
        var manifest = builds.manifest(service, revision);
        if (manifest.resources().isEmpty() && units.find(key).isEmpty()) {
            return List.of();
        }
        return units.change(key, unit -> {
            var provisioned = new ArrayList<Provisioned>();
            for (var wanted : manifest.resources()) {
                databases.ensure(key, wanted.name(), log);
                provisioned.add(new Provisioned(
                        wanted.type(), wanted.name(), wanted.variable(), Databases.secret(key, wanted.name())));
            }
            if (!unit.state().resources().equals(provisioned)) {
                unit.change(now -> now.provisioned(provisioned));
            }
            return resources(unit);
        });
    }

    @Override
    public void destroy(String service, String environment, Consumer<String> log) throws InterruptedException {
        var key = new ServiceKey(service, environment);
        var known = units.changeKnown(key, unit -> {
            drop(key, unit.state().resources());
            unit.change(now -> now.provisioned(List.of()));
            log.accept("Removed the databases of " + key);
            return unit;
        });
        if (known.isEmpty()) {
            drop(key, List.of());
        }
    }

    /// Removes the databases of a service, and their secrets.
    void drop(ServiceKey key, List<Provisioned> resources) throws InterruptedException {
        databases.drop(key, resources.stream().map(Provisioned::name).toList());
        Stream.concat(Stream.of("main"), resources.stream().map(Provisioned::name))
                .distinct()
                .forEach(name -> databases.forget(key, name));
    }

    /// The resources of a service, as they are shown.
    List<Resource> resources(ServiceUnit unit) {
        var address =
                server.process().map(process -> "127.0.0.1:" + process.port()).orElse("stopped");
        return unit.state().resources().stream()
                .map(one -> new Resource(
                        one.type(),
                        one.name(),
                        one.variable(),
                        address + "/" + Databases.identifier(unit.key(), one.name()),
                        one.secret()))
                .toList();
    }
}
