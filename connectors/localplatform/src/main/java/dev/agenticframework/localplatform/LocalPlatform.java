package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.localplatform.ServiceState.Outcome;
import dev.agenticframework.localplatform.ServiceState.Provisioned;
import dev.agenticframework.localplatform.ServiceState.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs services as supervised processes on this machine.
///
/// Life: [#start()] takes the directory for this process, finds again what an earlier life left running, and starts
/// what is missing, without waiting for it. [#stop()] stops everything that it started, the database included; what ran
/// runs again, on the same ports and data, after the next start. After `kill -9` of this process the services go on
/// running, out of reach behind their dead gateway, until the next start adopts them.
public final class LocalPlatform implements ServicePlatform, AutoCloseable {

    static final int MAX_LOG_LINES = 10_000;

    private static final System.Logger LOG = System.getLogger(LocalPlatform.class.getName());
    private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]{0,99}");

    private final PlatformSettings settings;
    private final Path states;
    private final ProcessGroups groups;
    private final Ports ports;
    private final Gateway gateway = new Gateway();
    private final Toolchains toolchains;
    private final Builds builds;
    private final PostgresServer server;
    private final Databases databases;
    private final ScratchDatabases scratch;
    private final Rollouts rollouts;
    private final ServiceUnit.World world;
    private final Watchdog watchdog;
    private final Map<ServiceKey, ServiceUnit> units = new ConcurrentHashMap<>();
    private @Nullable DirectoryLock lock;

    /// @param secrets takes the passwords and connection strings of databases
    /// @param sources has the revisions that are built
    /// @param random a secure one: it makes passwords
    public LocalPlatform(
            PlatformSettings settings,
            SecretStore secrets,
            SourceControl sources,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        var home = Storage.directory(settings.directory());
        this.states = Storage.directory(home.resolve("services"));
        this.groups = new ProcessGroups(
                ProcessTable.ofThisMachine(), Text.sha256(home.toString()).substring(0, 16));
        this.ports = new Ports(random);
        var tools = new ToolEnvironment(settings);
        var script = new Script(groups);
        this.toolchains = new Toolchains(tools, script, home);
        var timings = settings.timings();
        var cache = new BuildCache(home.resolve("cache"), clock);
        this.builds =
                new Builds(home.resolve("builds"), sources, toolchains, tools, script, cache, clock, timings.build());
        var passwords = new Passwords(random);
        this.server = new PostgresServer(home, tools, groups, script, ports, secrets, passwords);
        this.databases = new Databases(server, secrets, passwords);
        this.scratch = new ScratchDatabases(databases);
        this.rollouts = new Rollouts(clock, timings, script);
        this.world = new ServiceUnit.World(
                states,
                home.resolve("logs"),
                builds,
                databases,
                gateway,
                tools,
                settings.replicaEnvironment(),
                new ReplicaProcess.World(groups, ports, gateway, timings, clock, running -> {}));
        this.watchdog = new Watchdog(units::values, server);
    }

    /// Begins, or resumes where an earlier life ended. Replicas become ready afterwards; [#status] tells.
    ///
    /// @throws FailureException `PLATFORM_IN_USE`, `DIRECTORY_NOT_WRITABLE`, `PLATFORM_STATE_CORRUPT`
    public synchronized void start() throws InterruptedException {
        lock = DirectoryLock.take(settings.directory());
        PostgresHome.eraseAbandoned(groups.table());
        load();
        var adoptable = new Recovery(groups).sweep(List.copyOf(units.values()));
        builds.prune(neededBuilds());
        gateway.start();
        for (var unit : List.copyOf(units.values())) {
            if (unit.state().removal() != Removal.NONE) {
                finishRemoval(unit);
            } else {
                resume(unit, adoptable);
            }
        }
        watchdog.start();
    }

    private void load() {
        try (var environments = Files.list(states)) {
            for (var environment : environments.filter(Files::isDirectory).toList()) {
                try (var files = Files.list(environment)) {
                    // What is not whole was being written when an earlier life ended.
                    var whole = files.toList().stream()
                            .filter(file -> !file.toString().endsWith(".tmp")
                                    || !file.toFile().delete());
                    whole.filter(file -> file.toString().endsWith(".json"))
                            .flatMap(file -> DurableJson.read(file, ServiceState.class).stream())
                            .forEach(state -> units.put(state.key(), new ServiceUnit(world, state)));
                }
            }
        } catch (IOException e) {
            throw Storage.failure(states, e);
        }
    }

    private static void resume(ServiceUnit unit, java.util.Set<ServiceState.Running> adoptable) {
        try {
            new Recovery(unit.world().replicas().groups()).restore(unit, adoptable);
            unit.openGateway();
        } catch (FailureException e) {
            // One service that cannot come back keeps no other from doing so; the watchdog tries the port again.
            LOG.log(System.Logger.Level.WARNING, unit.key() + ": " + e.getMessage());
        }
    }

    private java.util.Set<String> neededBuilds() {
        return units.values().stream()
                .flatMap(unit -> unit.state().releases().stream())
                .map(ServiceState.Release::build)
                .collect(Collectors.toSet());
    }

    /// Stops everything: requests under way are finished first, databases are closed cleanly. What ran
    /// is remembered.
    public synchronized void stop() throws InterruptedException {
        if (lock == null) {
            // Never begun, or kept off the directory: what runs there is another's.
            return;
        }
        watchdog.stop();
        units.values().forEach(ServiceUnit::close);
        var threads = units.values().stream()
                .map(unit -> Thread.ofVirtual().start(() -> stop(unit)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        if (server.exists()) {
            server.stop();
        }
        gateway.stop();
        groups.all().forEach(entry -> Signals.send(entry.pid(), Signals.KILL));
        lock.close();
        lock = null;
    }

    /// [#stop()], which an interruption cuts short.
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ServiceUnit unit) {
        try {
            unit.retire(unit.replicas());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Offer> toolchains() {
        try {
            return toolchains.all();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public List<Resource> provision(
            String service, String environment, String repository, String commit, Consumer<String> log)
            throws InterruptedException {
        var key = new ServiceKey(service, environment);
        var manifest = builds.manifest(service, repository, commit);
        if (manifest.resources().isEmpty() && !units.containsKey(key)) {
            return List.of();
        }
        var unit = unit(key);
        unit.operation().lockInterruptibly();
        try {
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
        } finally {
            unit.operation().unlock();
        }
    }

    private ServiceUnit unit(ServiceKey key) {
        return units.computeIfAbsent(key, this::fresh);
    }

    private ServiceUnit fresh(ServiceKey key) {
        var taken = units.values().stream().map(unit -> unit.state().port()).collect(Collectors.toSet());
        var unit = new ServiceUnit(world, ServiceState.fresh(key, ports.gateway(key, taken)));
        unit.change(now -> now);
        return unit;
    }

    private List<Resource> resources(ServiceUnit unit) {
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

    /// The databases that are lent for a while, such as to the jobs of a pipeline.
    public ScratchDatabases scratchDatabases() {
        return scratch;
    }

    @Override
    public Build build(String service, String repository, String commit, Consumer<String> log)
            throws InterruptedException {
        return builds.build(service, repository, commit, log);
    }

    @Override
    public Rollout deploy(Release release, Consumer<String> log) throws InterruptedException {
        require(release.deploymentId(), DEPLOYMENT, "DEPLOYMENT_ID_INVALID", "id of a deployment");
        require(release.version(), VERSION, "VERSION_INVALID", "version");
        var unit = unit(new ServiceKey(release.service(), release.environment()));
        unit.operation().lockInterruptibly();
        try {
            return rollout(unit, rollouts.deploy(unit, release, log));
        } finally {
            unit.operation().unlock();
        }
    }

    @Override
    public Rollout rollback(String service, String environment, String deploymentId, Consumer<String> log)
            throws InterruptedException {
        require(deploymentId, DEPLOYMENT, "DEPLOYMENT_ID_INVALID", "id of a deployment");
        var unit = known(new ServiceKey(service, environment));
        unit.operation().lockInterruptibly();
        try {
            return rollout(unit, rollouts.rollback(unit, deploymentId, log));
        } finally {
            unit.operation().unlock();
        }
    }

    private static void require(String value, Pattern form, String code, String what) {
        if (!form.matcher(value).matches()) {
            throw new FailureException(Failure.invalid(
                    code,
                    "'" + Text.shown(value) + "' is not the " + what,
                    "use letters, digits, dots and hyphens, at most 100"));
        }
    }

    private ServiceUnit known(ServiceKey key) {
        var unit = units.get(key);
        if (unit == null) {
            throw new FailureException(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "there is no service " + key.service() + " in " + key.environment(),
                    "deploy it first"));
        }
        return unit;
    }

    private Rollout rollout(ServiceUnit unit, Rollouts.Result result) {
        var outcome = result.outcome() == Outcome.DEPLOYED ? Rollout.Outcome.DEPLOYED : Rollout.Outcome.ROLLED_BACK;
        return new Rollout(outcome, status(unit), result.reason(), result.took());
    }

    @Override
    public Optional<Status> status(String service, String environment) {
        return Optional.ofNullable(units.get(new ServiceKey(service, environment)))
                .map(this::status);
    }

    private Status status(ServiceUnit unit) {
        var state = unit.state();
        var current = state.currentRelease();
        var instances = unit.replicas().stream().map(LocalPlatform::instance).toList();
        return new Status(
                state.service(),
                state.environment(),
                "http://127.0.0.1:" + state.port(),
                state.current(),
                current.map(ServiceState.Release::version).orElse(""),
                current.map(ServiceState.Release::commit).orElse(""),
                current.map(ServiceState.Release::replicas).orElse(0),
                (int) instances.stream().filter(Instance::ready).count(),
                instances,
                resources(unit));
    }

    private static Instance instance(ReplicaProcess replica) {
        var running = replica.running();
        var details = Map.of("pid", Long.toString(running.pid()), "port", Integer.toString(running.port()));
        return new Instance(replica.id(), replica.ready(), running.restarts(), running.startedAt(), details);
    }

    @Override
    public List<Status> services() {
        return units.values().stream()
                .map(this::status)
                .sorted(java.util.Comparator.comparing(Status::environment).thenComparing(Status::name))
                .toList();
    }

    @Override
    public Optional<Traffic> traffic(String service, String environment) {
        return Optional.ofNullable(units.get(new ServiceKey(service, environment)))
                .map(unit -> unit.route().meter().total());
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        int count = Math.clamp(lines, 0, MAX_LOG_LINES);
        var merged = new LogLines();
        known(new ServiceKey(service, environment))
                .replicas()
                .forEach(replica -> merged.add(replica.id(), replica.log().tail(count)));
        return merged.last(count);
    }

    @Override
    public void remove(String service, String environment, boolean withData) throws InterruptedException {
        var key = new ServiceKey(service, environment);
        var unit = units.get(key);
        if (unit == null) {
            if (withData) {
                databases.drop(key);
                databases.forget(key, "main");
            }
            return;
        }
        unit.operation().lockInterruptibly();
        try {
            unit.change(now -> now.removing(withData));
            finishRemoval(unit);
        } finally {
            unit.operation().unlock();
        }
    }

    private void finishRemoval(ServiceUnit unit) throws InterruptedException {
        var key = unit.key();
        gateway.close(key);
        unit.retire(unit.replicas());
        Storage.deleteTree(
                settings.directory().resolve("logs").resolve(key.environment()).resolve(key.service()));
        if (unit.state().removal() == Removal.WITH_DATA) {
            databases.drop(key);
            Stream.concat(Stream.of("main"), unit.state().resources().stream().map(Provisioned::name))
                    .distinct()
                    .forEach(name -> databases.forget(key, name));
        }
        DurableJson.delete(ServiceUnit.file(states, key));
        units.remove(key);
        boolean databaseNeeded = units.values().stream().anyMatch(ServiceUnit::needsDatabase);
        if (!databaseNeeded && scratch.idle() && server.exists()) {
            server.stop();
        }
    }

    @Override
    public Map<String, String> commonEnvironment() {
        return settings.replicaEnvironment();
    }
}
