package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.localplatform.ServiceState.Release;
import dev.agenticframework.localplatform.ServiceState.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// A service in an environment: its stored state, its replicas and its route. One operation at a time changes it.
final class ServiceUnit {

    /// The parts of the platform that a service uses.
    ///
    /// @param variables the environment of its replicas, to which each release adds its own
    record World(
            Path states,
            Path logs,
            LocalBuilds builds,
            Databases databases,
            Gateway gateway,
            ToolEnvironment tools,
            Map<String, String> variables,
            ReplicaProcess.World replicas) {}

    private final World world;
    private final ServiceKey key;
    private final Route route = new Route();
    // Fair: operations run in the order in which they were requested.
    private final ReentrantLock operation = new ReentrantLock(true);
    private final Map<String, ReplicaProcess> replicas = new ConcurrentHashMap<>();
    private volatile ServiceState state;
    private volatile Probes probes = new Probes("", false);
    private boolean closed;
    private volatile boolean forgotten;

    /// What probes may do with a release.
    private record Probes(String release, boolean writes) {}

    ServiceUnit(World world, ServiceState state) {
        this.world = world;
        this.key = state.key();
        this.state = state;
    }

    ServiceKey key() {
        return key;
    }

    ServiceState state() {
        return state;
    }

    Route route() {
        return route;
    }

    World world() {
        return world;
    }

    /// Waits until all operations that were requested earlier have ended. The caller must [leave][#leave].
    ///
    /// @return false, without anything to leave, when the service was removed in the meantime
    boolean enter() throws InterruptedException {
        operation.lockInterruptibly();
        if (forgotten) {
            operation.unlock();
        }
        return !forgotten;
    }

    /// Ends an operation.
    void leave() {
        operation.unlock();
    }

    /// Whether the service was removed, or is being removed.
    boolean isLeaving() {
        return forgotten || state.removal() != ServiceState.Removal.NONE;
    }

    /// Whether the service was removed. Nothing can change it any more.
    boolean isForgotten() {
        return forgotten;
    }

    /// Deletes the state. Nothing writes it again.
    synchronized void forget() {
        closed = true;
        forgotten = true;
        DurableJson.delete(file(world.states(), key));
    }

    /// The failure of an operation that waited while the service was removed.
    FailureException removed() {
        return new FailureException(Failure.conflict(
                "SERVICE_REMOVED",
                key.service() + " was removed from " + key.environment() + " while this operation waited.",
                "Deploy the service again."));
    }

    /// Stores a change, then applies it.
    ///
    /// @throws FailureException `SERVICE_REMOVED`
    synchronized void change(UnaryOperator<ServiceState> change) {
        if (forgotten) {
            throw removed();
        }
        var next = change.apply(state);
        DurableJson.write(file(world.states(), key), next);
        state = next;
    }

    boolean needsDatabase() {
        return state.removal() == ServiceState.Removal.NONE
                && !state.resources().isEmpty();
    }

    /// The folder of the logs of its replicas.
    Path logs() {
        return world.logs().resolve(key.environment()).resolve(key.service());
    }

    static Path file(Path states, ServiceKey key) {
        return states.resolve(key.environment()).resolve(key.service() + ".json");
    }

    /// Opens the port of the gateway, unless it is open or the service is being removed.
    synchronized void openGateway() {
        if (!isLeaving()) {
            world.gateway().open(key, state.port(), route);
        }
    }

    List<ReplicaProcess> replicas() {
        return replicas.values().stream()
                .sorted(java.util.Comparator.comparing(ReplicaProcess::id))
                .toList();
    }

    List<ReplicaProcess> replicasOf(String release) {
        return replicas().stream()
                .filter(replica -> replica.release().equals(release))
                .toList();
    }

    /// Gives all the traffic to the replicas of a release.
    void allTrafficTo(String release) {
        route.split(TrafficSplit.even(backends(replicasOf(release))));
    }

    static List<Backend> backends(List<ReplicaProcess> replicas) {
        return replicas.stream().map(ReplicaProcess::backend).toList();
    }

    /// Starts another replica of a release. It gets no traffic yet.
    ReplicaProcess launch(Release release) {
        var replica = ReplicaProcess.toStart(spec(release, freeName(release.id())), replicaWorld());
        return begin(replica);
    }

    /// Supervises a replica that an earlier platform started.
    ReplicaProcess adopt(Release release, Running running) {
        return begin(ReplicaProcess.adopted(spec(release, running.id()), replicaWorld(), running));
    }

    private synchronized ReplicaProcess begin(ReplicaProcess replica) {
        if (closed) {
            throw stopping();
        }
        replicas.put(replica.id(), replica);
        replica.begin();
        return replica;
    }

    private ReplicaProcess.World replicaWorld() {
        var shared = world.replicas();
        return new ReplicaProcess.World(
                shared.groups(),
                shared.confined(),
                shared.ports(),
                shared.gateway(),
                shared.timings(),
                shared.clock(),
                running -> change(now -> now.started(running)));
    }

    private String freeName(String release) {
        var stem = shortened(release);
        int number = 1;
        while (replicas.containsKey(stem + "-" + number)) {
            number++;
        }
        return stem + "-" + number;
    }

    static String shortened(String release) {
        return Text.sha256(release).substring(0, 8);
    }

    private ReplicaSpec spec(Release release, String id) {
        var build = world.builds().find(release.build());
        var log = logs().resolve(id + ".log");
        Storage.directory(java.util.Objects.requireNonNull(log.getParent()));
        return new ReplicaSpec(
                key,
                id,
                release.id(),
                build.manifest().run(),
                build.checkout(),
                build.manifest().health(),
                () -> environment(release),
                new LogFile(log));
    }

    /// Whether probes may write to the release in service; false when that is not known.
    boolean acceptsProbeWrites() {
        var release = state().currentRelease();
        if (release.isEmpty()) {
            return false;
        }
        var known = probes;
        if (known.release().equals(release.get().id())) {
            return known.writes();
        }
        try {
            boolean writes =
                    world.builds().find(release.get().build()).manifest().probeWrites();
            probes = new Probes(release.get().id(), writes);
            return writes;
        } catch (FailureException e) {
            return false;
        }
    }

    /// The environment of the processes of a release, with its connection strings.
    Map<String, String> environment(Release release) {
        var environment = new HashMap<>(world.tools().forServices());
        environment.putAll(world.variables());
        environment.put("SERVICE_NAME", key.service());
        environment.put("SERVICE_VERSION", release.version());
        environment.put("ENVIRONMENT", key.environment());
        environment.putIfAbsent("LOG_LEVEL", "info");
        for (var wanted : world.builds().find(release.build()).manifest().resources()) {
            environment.put(wanted.variable(), connectionString(wanted.name()));
        }
        return environment;
    }

    private String connectionString(String resource) {
        try {
            return world.databases().connectionString(key, resource);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    private static FailureException stopping() {
        return new FailureException(Failure.transientExternal(
                "PLATFORM_STOPPING", "The platform is stopping.", "Retry when it is running."));
    }

    /// Refuses to start more replicas.
    synchronized void close() {
        closed = true;
    }

    /// Takes replicas out of the traffic, waits for their requests and ends them, all at the same time.
    void retire(List<ReplicaProcess> leaving) throws InterruptedException {
        var interrupted = new ArrayList<InterruptedException>();
        var threads = leaving.stream()
                .map(replica -> Thread.ofVirtual().start(() -> {
                    try {
                        replica.retire();
                        forget(replica);
                    } catch (InterruptedException e) {
                        interrupted.add(e);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        if (!interrupted.isEmpty()) {
            throw interrupted.getFirst();
        }
    }

    private void forget(ReplicaProcess replica) {
        replicas.remove(replica.id());
        if (!forgotten) {
            change(now -> now.ended(replica.id()));
        }
    }
}
