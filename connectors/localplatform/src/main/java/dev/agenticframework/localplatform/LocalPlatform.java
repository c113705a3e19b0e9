package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.agentapi.connect.LiveState;
import dev.agenticframework.host.LockFile;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.sandbox.Sandbox;
import dev.agenticframework.localplatform.ServiceState.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs services as supervised processes on this machine.
///
/// [#start()] locks the directory, adopts the processes that an earlier process left running, and starts those that are
/// missing, without waiting for them. [#stop()] stops everything, including the database. The next start runs the same
/// services on the same ports and data. After `kill -9` of this process the services continue without their gateway,
/// until the next start adopts them.
public final class LocalPlatform implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LocalPlatform.class.getName());

    private final PlatformSettings settings;
    private final ProcessGroups groups;
    private final Gateway gateway;
    private final LocalBuilds builds;
    private final PostgresServer server;
    private final ScratchDatabases scratch;
    private final Units units;
    private final LocalProvisioning provisioning;
    private final LocalInstances instances;
    private final LocalRollouts rollouts;
    private final Watchdog watchdog;
    private final Housekeeping housekeeping;
    private @Nullable LockFile lock;

    /// @param sandbox confines builds, migrations and replicas
    /// @param secrets takes the passwords and connection strings of databases
    /// @param sources reads the revisions that are built
    /// @param random a secure generator, which makes passwords
    /// @param signals resume the tasks that wait for rollouts
    public LocalPlatform(
            PlatformSettings settings,
            Sandbox sandbox,
            SecretStore secrets,
            Sources sources,
            Clock clock,
            RandomGenerator random,
            Signals signals) {
        this.settings = settings;
        var home = Storage.directory(settings.directory());
        this.groups = new ProcessGroups(Text.sha256(home.toString()).substring(0, 16));
        this.gateway = new Gateway(settings.serviceHosts());
        var ports = new Ports(random);
        var tools = new ToolEnvironment(settings);
        var script = new Script(groups);
        var toolchains = new Toolchains(tools, script, home);
        var timings = settings.timings();
        var confined = new Confined(sandbox);
        var cache = new BuildCache(home.resolve("cache"), clock);
        this.builds = new LocalBuilds(
                home.resolve("builds"), sources, toolchains, tools, script, confined, cache, clock, timings.build());
        var passwords = new Passwords(random);
        this.server = new PostgresServer(home, tools, groups, script, ports, secrets, passwords);
        var databases = new Databases(server, secrets, passwords);
        this.scratch = new ScratchDatabases(databases, passwords);
        var logs = home.resolve("logs");
        var world = new ServiceUnit.World(
                Storage.directory(home.resolve("services")),
                logs,
                builds,
                databases,
                gateway,
                tools,
                settings.replicaEnvironment(),
                new ReplicaProcess.World(groups, confined, ports, gateway, timings, clock, running -> {}));
        this.units = new Units(world, ports);
        this.provisioning = new LocalProvisioning(units, builds, databases, server);
        this.instances = new LocalInstances(units, provisioning, scratch, server, gateway);
        this.rollouts = new LocalRollouts(
                units, new Releasing(clock, timings, script, confined), builds, instances, signals, clock);
        this.housekeeping = new Housekeeping(home, units, builds, server);
        this.watchdog = new Watchdog(units::all, server, new Strays(groups));
    }

    /// Starts the platform, or resumes what an earlier process ran. Replicas become ready afterwards.
    ///
    /// @throws FailureException `PLATFORM_IN_USE`, `DIRECTORY_NOT_WRITABLE`, `PLATFORM_STATE_CORRUPT`
    public synchronized void start() throws InterruptedException {
        lock = locked(settings.directory());
        var before = new MovedBuilds(settings.directory()).settle();
        units.load();
        before.ifPresent(this::moved);
        server.settle(
                units.all().stream().anyMatch(ServiceUnit::needsDatabase),
                line -> LOG.log(System.Logger.Level.INFO, line));
        var adoptable = new Recovery(groups).sweep(units.all());
        builds.removeIncomplete();
        gateway.start();
        for (var unit : units.all()) {
            if (unit.state().removal() != Removal.NONE) {
                instances.finishRemoval(unit);
            } else {
                resume(unit, adoptable);
            }
        }
        rollouts.open();
        watchdog.start();
    }

    // The processes of a platform that still exists belong to it, and not to its copy.
    private void moved(Path before) {
        LOG.log(System.Logger.Level.INFO, "The platform was at " + before);
        if (Files.exists(before)) {
            for (var unit : units.all()) {
                unit.state().replicas().forEach(one -> unit.change(now -> now.ended(one.id())));
            }
        }
    }

    /// Keeps a second platform away from the directory of a running one.
    private static LockFile locked(Path directory) {
        var file = directory.resolve("lock");
        try {
            return LockFile.tryTake(file)
                    .orElseThrow(() -> new FailureException(Failure.external(
                            "PLATFORM_IN_USE",
                            "Another process runs the platform of " + directory + ".",
                            "Stop that process first, or use another directory.")));
        } catch (IOException e) {
            throw Storage.failure(file, e);
        }
    }

    private static void unlock(LockFile lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw Storage.failure(Path.of("lock"), e);
        }
    }

    private static void resume(ServiceUnit unit, Set<ServiceState.Running> adoptable) {
        try {
            new Recovery(unit.world().replicas().groups()).restore(unit, adoptable);
            unit.openGateway();
        } catch (FailureException e) {
            // A service that cannot be restored does not affect the others. The watchdog retries its port.
            LOG.log(System.Logger.Level.WARNING, unit.key() + ": " + e.getMessage());
        }
    }

    /// Removes the builds and logs that nothing needs any more.
    public void tidy(Keep keep) throws InterruptedException {
        housekeeping.tidy(keep);
    }

    /// The space that its data take, by kind.
    public List<DiskUse> disk() {
        return housekeeping.disk();
    }

    /// Stops everything. Active requests are finished first, databases are closed cleanly, and the state is kept.
    public synchronized void stop() throws InterruptedException {
        if (lock == null) {
            // Not started, or the directory is locked: what runs there belongs to another platform.
            return;
        }
        watchdog.stop();
        units.all().forEach(ServiceUnit::close);
        rollouts.close();
        var threads = units.all().stream()
                .map(unit -> Thread.ofVirtual().start(() -> stop(unit)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        if (server.exists()) {
            server.stop();
        }
        gateway.stop();
        groups.killAll();
        unlock(lock);
        lock = null;
    }

    /// Stops everything as [#stop()] does. An interruption ends it early.
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

    /// Builds revisions with the toolchains of this machine.
    public Builds builds() {
        return builds;
    }

    /// Provisions databases.
    public Provisioning provisioning() {
        return provisioning;
    }

    /// Brings releases into traffic.
    public Rollouts rollouts() {
        return rollouts;
    }

    /// The services that run here.
    public Instances instances() {
        return instances;
    }

    /// The requests that the gateway has counted.
    public TrafficMetrics traffic() {
        return instances;
    }

    /// The data of its database server.
    public LiveState liveState() {
        return new PostgresCopy(server.home(), groups.table(), server::connect);
    }

    /// The databases that it lends to the jobs of pipelines.
    public JobServices jobServices() {
        return new LentDatabases(scratch);
    }
}
