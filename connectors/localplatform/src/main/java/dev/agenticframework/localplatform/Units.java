package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The services of this platform, each with its stored state.
final class Units {
    private final ServiceUnit.World world;
    private final Ports ports;
    private final Map<ServiceKey, ServiceUnit> units = new ConcurrentHashMap<>();

    Units(ServiceUnit.World world, Ports ports) {
        this.world = world;
        this.ports = ports;
    }

    /// Reads the states that an earlier platform stored.
    void load() {
        try (var environments = Files.list(world.states())) {
            for (var environment : environments.filter(Files::isDirectory).toList()) {
                load(environment);
            }
        } catch (IOException e) {
            throw Storage.failure(world.states(), e);
        }
    }

    private void load(Path environment) throws IOException {
        DurableFiles.deleteDrafts(environment);
        try (var files = Files.list(environment)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> DurableJson.read(file, ServiceState.class).stream())
                    .forEach(state -> units.put(state.key(), new ServiceUnit(world, state)));
        }
    }

    List<ServiceUnit> all() {
        return List.copyOf(units.values());
    }

    Optional<ServiceUnit> find(ServiceKey key) {
        return Optional.ofNullable(units.get(key));
    }

    /// A known service.
    ///
    /// @throws FailureException `SERVICE_NOT_FOUND`
    ServiceUnit get(ServiceKey key) {
        return find(key)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "SERVICE_NOT_FOUND",
                        "No service " + key.service() + " runs in " + key.environment() + ".",
                        "Deploy it first.")));
    }

    /// A service, known or new.
    ServiceUnit obtain(ServiceKey key) {
        return units.computeIfAbsent(key, this::fresh);
    }

    private ServiceUnit fresh(ServiceKey key) {
        Set<Integer> taken =
                units.values().stream().map(unit -> unit.state().port()).collect(Collectors.toSet());
        var unit = new ServiceUnit(world, ServiceState.fresh(key, ports.gateway(key, taken)));
        unit.change(now -> now);
        return unit;
    }

    /// Something that changes one service.
    interface Operation<T> {
        T on(ServiceUnit unit) throws InterruptedException;
    }

    /// Changes a service, known or new, when all operations that were requested earlier have ended.
    <T> T change(ServiceKey key, Operation<T> operation) throws InterruptedException {
        while (true) {
            var unit = obtain(key);
            if (unit.enter()) {
                return leaving(unit, operation);
            }
        }
    }

    /// Changes a known service, when all operations that were requested earlier have ended.
    ///
    /// @return empty when the service is unknown then
    <T> Optional<T> changeKnown(ServiceKey key, Operation<T> operation) throws InterruptedException {
        for (var unit = find(key); unit.isPresent(); unit = find(key)) {
            if (unit.get().enter()) {
                return Optional.of(leaving(unit.get(), operation));
            }
        }
        return Optional.empty();
    }

    private static <T> T leaving(ServiceUnit unit, Operation<T> operation) throws InterruptedException {
        try {
            return operation.on(unit);
        } finally {
            unit.leave();
        }
    }

    /// Forgets a service and deletes its state.
    void forget(ServiceUnit unit) {
        unit.forget();
        units.remove(unit.key(), unit);
    }
}
