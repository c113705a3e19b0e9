package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.DurableFiles;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The database server of a platform. It is set up when the first database is requested, found after a kill, and
/// restarted when its process is lost. It listens on the loopback interface and requires a password.
final class PostgresServer {

    static final String ADMIN = "agentic";

    private static final String ADMIN_SECRET = "postgresql/administrator";
    static final String UNIT = "postgres";
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration INIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Path NOTHING = Path.of("/dev/null");
    // The user of the server may not be able to reach the directory of the platform.
    private static final Path ANYWHERE = Path.of("/");

    private final Path platform;
    private final ToolEnvironment tools;
    private final ProcessGroups groups;
    private final Script script;
    private final Ports ports;
    private final SecretStore secrets;
    private final Passwords passwords;
    private @Nullable Postmaster running;
    private boolean restricted;

    PostgresServer(
            Path platform,
            ToolEnvironment tools,
            ProcessGroups groups,
            Script script,
            Ports ports,
            SecretStore secrets,
            Passwords passwords) {
        this.platform = platform;
        this.tools = tools;
        this.groups = groups;
        this.script = script;
        this.ports = ports;
        this.secrets = secrets;
        this.passwords = passwords;
    }

    /// The stored state of the server.
    ///
    /// @param port 0 when it is not chosen yet
    /// @param major of the server; 0 for any
    /// @param directory where the data are; empty when there are none yet, or none any more. Earlier versions kept
    ///     them outside of the directory of the platform
    record Known(int port, int major, String directory) {
        static final Known ERASED = new Known(0, 0, "");
    }

    /// Brings home what an earlier version kept elsewhere. Called once, before anything else.
    ///
    /// @param needed whether any service has a database
    /// @throws FailureException `DATABASE_DATA_MISSING`
    synchronized void settle(boolean needed, Consumer<String> log) throws InterruptedException {
        new PostgresMove(home()).settle(needed, this::end, log);
    }

    /// Starts the server, unless it runs.
    ///
    /// @return its port
    /// @throws FailureException `POSTGRES_MISSING`, `POSTGRES_FAILED`, `UNPRIVILEGED_USER_MISSING`, `DISK_FULL`
    synchronized int ensureRunning(Consumer<String> log) throws InterruptedException {
        int port = running(log);
        if (!restricted) {
            restrict(port);
        }
        return port;
    }

    private int running(Consumer<String> log) throws InterruptedException {
        if (running != null && groups.table().lives(running.pid(), running.birth())) {
            return running.port();
        }
        var home = home();
        restricted = false;
        var found = Postmaster.find(home.data(), groups.table());
        if (found.isPresent() && accepts(found.get().port())) {
            running = found.get();
            return running.port();
        }
        try {
            return start(home, Unprivileged.ofThisProcess(tools), log);
        } catch (IOException e) {
            throw Storage.failure(home.directory(), e);
        }
    }

    // Also a server that was found running: an earlier version of the platform may have started it.
    private void restrict(int port) {
        var home = home();
        try (var connection = connect(port)) {
            PostgresAccess.writeRules(home.data(), Unprivileged.ofThisProcess(tools));
            PostgresAccess.restrict(connection);
            restricted = true;
        } catch (IOException e) {
            throw Storage.failure(home.data(), e);
        } catch (SQLException e) {
            throw failed("Cannot restrict access to the database server", String.valueOf(e.getSQLState()));
        }
    }

    PostgresHome home() {
        return PostgresHome.of(platform);
    }

    private int start(PostgresHome home, Unprivileged user, Consumer<String> log)
            throws IOException, InterruptedException {
        var known = DurableJson.read(home.record(), Known.class);
        home.finishErasing();
        if (!Files.isDirectory(home.data())) {
            Storage.requireSpace(home.directory());
            initialize(home, known.map(Known::major).orElse(0), user, log);
        }
        var binaries = PostgresBinaries.find(home.major(), tools, PostgresHome.unpacked(home, user));
        clearLostServer(home);
        user.takeOver(home.data());
        PostgresAccess.writeRules(home.data(), user);
        int port = known.map(Known::port)
                .filter(last -> last > 0 && Ports.free(last))
                .orElseGet(ports::internal);
        DurableJson.write(
                home.record(),
                new Known(port, binaries.major(), home.directory().toString()));
        var command = new Command(
                PostgresHome.command(user, home.data(), NOTHING, (data, _) -> command(binaries, data, port)),
                ANYWHERE,
                environment(),
                UNIT);
        var started = Script.background(groups, command, home.log());
        awaitAnswer(started, port, home);
        running = Postmaster.find(home.data(), groups.table())
                .orElse(new Postmaster(started.pid(), port, started.birth()));
        log.accept("PostgreSQL " + binaries.major() + " runs on 127.0.0.1:" + port);
        return port;
    }

    private static List<String> command(PostgresBinaries binaries, String data, int port) {
        var words = new ArrayList<>(List.of(binaries.bin().resolve("postgres").toString(), "-D", data));
        var settings = Stream.concat(
                Stream.of(
                        "port=" + port,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "shared_buffers=32MB",
                        "log_min_messages=warning",
                        // A failed statement can contain a password.
                        "log_min_error_statement=panic"),
                PostgresAccess.settings().stream());
        settings.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(tools.forServices());
        environment.put("LC_ALL", "C");
        return environment;
    }

    private void initialize(PostgresHome home, int major, Unprivileged user, Consumer<String> log)
            throws IOException, InterruptedException {
        var binaries = PostgresBinaries.find(major, tools, PostgresHome.unpacked(home, user));
        var making = home.directory().resolve("data.new");
        Storage.deleteTree(making);
        Trees.createPrivate(making);
        user.own(making);
        var password = Files.createTempFile(home.directory(), "admin", ".pw");
        try {
            Files.writeString(password, secrets.putIfAbsent(ADMIN_SECRET, passwords.next()) + "\n");
            user.own(password);
            var end = script.run(
                    PostgresHome.command(user, making, password, (data, input) -> initdb(binaries, data, input)),
                    ANYWHERE,
                    environment(),
                    UNIT + "-init",
                    INIT,
                    line -> {});
            if (!(end instanceof Script.End.Exited(int code, List<String> tail)) || code != 0) {
                throw failed("Cannot set up the database server", end.toString());
            }
            DurableFiles.publish(making, home.data());
            log.accept("Set up PostgreSQL " + binaries.major() + " in " + home.data());
        } finally {
            Files.deleteIfExists(password);
            Storage.deleteTree(making);
        }
    }

    private static List<String> initdb(PostgresBinaries binaries, String data, String password) {
        return List.of(
                binaries.bin().resolve("initdb").toString(),
                "-D",
                data,
                "-U",
                ADMIN,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--encoding=UTF8",
                "--locale=C");
    }

    // A server whose first process was killed leaves others, which prevent the next start.
    private void clearLostServer(PostgresHome home) throws InterruptedException {
        var lost = Postmaster.find(home.data(), groups.table());
        if (lost.isPresent()) {
            groups.end(lost.get().pid(), lost.get().birth(), UNIT, STOP, ProcessSignal.INTERRUPT);
        } else if (running != null) {
            groups.kill(running.pid(), running.birth(), UNIT);
        }
        groups.killMarked(UNIT);
    }

    private void awaitAnswer(ProcessGroups.Started started, int port, PostgresHome home) throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!accepts(port)) {
            boolean dead = !groups.table().lives(started.pid(), started.birth());
            if (dead || System.nanoTime() > end) {
                groups.kill(started.pid(), started.birth(), UNIT);
                started.awaitOutput();
                var last = String.join("\n", new LogFile(home.log()).tail(Script.TAIL_LINES));
                throw failed("Cannot start the database server", last);
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean accepts(int port) {
        try (var connection = connect(port)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static FailureException failed(String what, String details) {
        return new FailureException(Failure.transientExternal(
                "POSTGRES_FAILED",
                what + ": " + details,
                "See the log of the server in the directory of the platform."));
    }

    /// Connects as the administrator.
    Connection connect(int port) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", ADMIN);
        properties.setProperty("password", secrets.get(ADMIN_SECRET).orElse(""));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    /// Where its data are.
    Path directory() {
        return home().directory();
    }

    /// Whether a server was set up here.
    boolean exists() {
        return Files.isDirectory(home().data());
    }

    /// The process of the server; empty when it does not run.
    synchronized Optional<Postmaster> process() {
        return Optional.ofNullable(running);
    }

    /// Stops the server cleanly: connections end, and data are written.
    synchronized void stop() throws InterruptedException {
        end(home().data());
        running = null;
    }

    private void end(Path data) throws InterruptedException {
        var found = Postmaster.find(data, groups.table());
        if (found.isPresent()) {
            var server = found.get();
            // The first process ends the others.
            ProcessSignal.INTERRUPT.send(server.pid());
            long end = System.nanoTime() + STOP.toNanos();
            while (groups.table().lives(server.pid(), server.birth()) && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
            groups.kill(server.pid(), server.birth(), UNIT);
        }
    }

    /// Removes the server with all its data.
    synchronized void erase() throws InterruptedException {
        stop();
        home().erase();
        secrets.delete(ADMIN_SECRET);
    }
}
