package dev.agenticframework.host.sandbox;

import dev.agenticframework.host.Command;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Confines the commands of others.
///
/// As root, each identity is a user of its own. As an ordinary user, all identities are that user, and only namespaces
/// keep them apart. A tool in a sandbox uses the cache of the platform's user where there is one, but what it writes
/// goes to a cache of the identity.
public final class Sandbox {

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String USER_NAME = "agentic";
    private static final Path PEOPLE = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");
    private static final int TEMPORARY_MEBIBYTES = 512;
    private static final int HOME_MEBIBYTES = 64;

    /// What a sandbox needs to know.
    ///
    /// @param state the folder of its own files
    /// @param hidden the directory of the platform, which no command sees
    /// @param environment of the platform, which says where tools and caches are
    /// @param tools further directories of programs
    /// @param unconfined whether people allow commands without isolation
    public record Settings(
            Path state, Path hidden, Map<String, String> environment, List<Path> tools, boolean unconfined) {
        /// What people put into the home of each command that ends, such as the settings of a tool.
        Path forHomes() {
            return hidden.resolve("home");
        }

        public Settings {
            environment = Map.copyOf(environment);
            tools = List.copyOf(tools);
        }
    }

    /// What this machine offers.
    ///
    /// @param caches whether the caches of the platform's user can be shared
    /// @param groups where the limits are those of whole commands and not of each process
    record Offered(Isolation level, boolean caches, Optional<ControlGroups> groups) {}

    /// How much of the [#caches] is kept, as a sentence for people.
    public static final String CACHES_KEPT = "until unused for " + ToolCaches.KEPT.toDays() + " days or larger than "
            + (ToolCaches.MAX_BYTES >> 30) + " GiB";

    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

    private final Settings settings;
    private final Surroundings surroundings;
    private final Identities identities;
    private final Machine machine;
    private final Slots slots = new Slots();
    private final ToolCaches toolCaches;
    private Optional<Offered> offered = Optional.empty();
    private boolean asked;

    /// Nothing is tried yet.
    public Sandbox(Settings settings) {
        this(settings, Machine.ofThisProcess());
    }

    Sandbox(Settings settings, Machine machine) {
        this.settings = settings;
        this.surroundings = new Surroundings(settings.hidden(), settings.environment(), settings.tools());
        this.identities = new Identities(settings.state().resolve("users"));
        this.toolCaches = new ToolCaches(settings.state().resolve("caches"), slots);
        this.machine = machine;
    }

    /// The isolation that is in force; empty when there is none and nobody has allowed that. The machine is
    /// asked once.
    public Optional<Isolation> level() {
        return offered().map(Offered::level);
    }

    synchronized Optional<Offered> offered() {
        if (!asked) {
            offered = settings.unconfined()
                    ? Optional.of(new Offered(Isolation.NONE, false, Optional.empty()))
                    : new Trial(this).best();
            asked = true;
        }
        return offered;
    }

    /// The command that runs confined.
    ///
    /// @throws IsolationUnavailable when this machine offers no isolation
    /// @throws IOException when its folders cannot be made
    public Command confine(Command command, Confinement confinement) throws IOException {
        return confine(command, confinement, offered().orElseThrow(IsolationUnavailable::new));
    }

    Command confine(Command command, Confinement confinement, Offered by) throws IOException {
        return switch (by.level()) {
            case NAMESPACES -> inNamespaces(command, confinement, by);
            case USERS -> asUser(command, confinement, by);
            case NONE -> command;
        };
    }

    private Command asUser(Command command, Confinement confinement, Offered by) throws IOException {
        int user = identities.user(confinement.identity());
        var home = place("home", confinement, user);
        var temporary = place("tmp", confinement, user);
        var reached = new ArrayList<>(List.of(home, temporary, command.directory()));
        reached.addAll(confinement.writable());
        reached.addAll(confinement.readable());
        for (var path : reached) {
            Trees.letPass(settings.hidden(), path);
        }
        var environment = environment(command);
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        var whole = command(command, environment);
        return launched(
                command,
                List.of("sh", "-s"),
                starter -> inSlot(
                        confinement,
                        by,
                        (slot, group) ->
                                fed(starter.start(), new Setup(whole, confinement.limits(), group).asUser(user)),
                        () -> endAll(user)));
    }

    /// Starts a command with what it needs while it runs.
    private interface Start {
        /// @param slot see [Slots]
        Process start(int slot, Optional<Path> group) throws IOException;
    }

    /// Starts a command, and gives back what it needed when it has ended.
    ///
    /// @param last runs when no other command of the identity is left
    private Process inSlot(Confinement confinement, Offered by, Start start, Runnable last) throws IOException {
        int slot = slots.take(confinement.identity());
        Optional<Path> group = Optional.empty();
        boolean started = false;
        try {
            if (by.groups().isPresent()) {
                group = Optional.of(by.groups().get().create(confinement.limits()));
            }
            var process = start.start(slot, group);
            var entered = group;
            var _ = process.onExit().thenRun(() -> giveBack(confinement.identity(), slot, entered, last));
            started = true;
            return process;
        } finally {
            if (!started) {
                giveBack(confinement.identity(), slot, group, () -> {});
            }
        }
    }

    private void giveBack(String identity, int slot, Optional<Path> group, Runnable last) {
        group.ifPresent(ControlGroups::remove);
        slots.release(identity, slot, last);
    }

    /// Ends all processes of a user, also those that have left their session and cleared their environment.
    private static void endAll(int user) {
        var kill = List.of("sh", "-c", Setup.setpriv(user) + "sh -c 'kill -9 -1'");
        try {
            new ProcessBuilder(kill)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot end the processes of user " + user, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A folder of a command: a new one, or that of its identity for a command that runs for good.
    private Path place(String name, Confinement confinement, int user) throws IOException {
        return confinement.scratch().isPresent()
                ? fresh(confinement.scratch().get(), name + "-", user)
                : owned(
                        settings.state()
                                .resolve("homes")
                                .resolve(confinement.identity())
                                .resolve(name),
                        user);
    }

    private Command inNamespaces(Command command, Confinement confinement, Offered by) {
        // The processes of a namespace end with the first one.
        return launched(
                command,
                Setup.unshare(!machine.root()),
                starter -> inSlot(
                        confinement,
                        by,
                        (slot, group) -> started(starter, command, confinement, by.caches(), slot, group),
                        () -> {}));
    }

    private Process started(
            Command.Starter starter,
            Command command,
            Confinement confinement,
            boolean shareCaches,
            int slot,
            Optional<Path> group)
            throws IOException {
        int user = user(confinement.identity());
        var root = folder(settings.state().resolve("root"));
        var mounts = Setup.basics(root);
        var readable = surroundings.readable();
        readable.stream().filter(path -> !path.startsWith(surroundings.home())).forEach(mounts::readable);
        privateFolders(mounts, confinement, user);
        if (readable.stream().anyMatch(settings.hidden()::startsWith)) {
            mounts.memory(settings.hidden(), "0755", 1);
        }
        readable.stream()
                .filter(path -> path.startsWith(surroundings.home()) || path.startsWith(settings.hidden()))
                .forEach(mounts::readable);
        var idMapped = new LinkedHashMap<Path, Path>();
        if (confinement.scratch().isPresent()) {
            var own = toolCaches.of(confinement.identity(), slot);
            // Its age says when it was used last.
            Files.setLastModifiedTime(folder(own), FileTime.from(Instant.now()));
            caches(mounts, own, user, shareCaches, idMapped);
        }
        confinement.readable().forEach(mounts::readable);
        confinement.writable().forEach(path -> mounts.writable(path, path));
        var names = names(mounts, root, user);
        var drop = machine.root() ? Setup.setpriv(user) : Setup.unshareUser(machine.user(), machine.group());
        var script = new Setup(command(command, environment(command)), confinement.limits(), group)
                .inNamespaces(root, surroundings.links(), names, mounts, drop);
        return fed(idMapped.isEmpty() ? starter.start() : IdMappedMounts.start(starter, idMapped, user), script);
    }

    private void privateFolders(Mounts mounts, Confinement confinement, int user) throws IOException {
        mounts.memory(Path.of("/var/tmp"), "1777", HOME_MEBIBYTES);
        if (confinement.scratch().isPresent()) {
            // New ones each time: mounts are made below them, where nothing may have been put.
            var scratch = confinement.scratch().get();
            mounts.writable(fresh(scratch, "tmp-", user), Path.of("/tmp"));
            var home = fresh(scratch, "home-", user);
            if (Files.isDirectory(settings.forHomes())) {
                Trees.copy(settings.forHomes(), settings.forHomes(), home, home);
                if (machine.root()) {
                    Trees.ownTree(home, user);
                }
            }
            mounts.writable(home, surroundings.home());
        } else {
            mounts.memory(Path.of("/tmp"), "1777", TEMPORARY_MEBIBYTES);
            mounts.memory(surroundings.home(), "0777", HOME_MEBIBYTES);
        }
    }

    /// @param idMapped takes the caches of root, each with the folder at which they are found
    private void caches(Mounts mounts, Path own, int user, boolean share, Map<Path, Path> idMapped) throws IOException {
        for (var cache : surroundings.caches()) {
            var layer = new CacheLayer(own.resolve(cache.name()));
            layer.prepare();
            var files = owned(layer.files(), user);
            if (share && Files.isDirectory(cache.place())) {
                var lower = cache.place().toRealPath();
                var seen = machine.root()
                        ? folder(settings.state().resolve("shared").resolve(cache.name()))
                        : lower;
                mounts.overlay(seen, files, owned(layer.work(), user), cache.place());
                if (machine.root()) {
                    idMapped.put(lower, seen);
                }
            } else {
                mounts.writable(files, cache.place());
            }
        }
    }

    /// Makes the user known by a name, as some tools require.
    ///
    /// @return the files below the root that say so
    private Map<String, String> names(Mounts mounts, Path root, int user) throws IOException {
        if (!machine.root()) {
            return Map.of();
        }
        mounts.file(root.resolve("run/passwd"), PEOPLE).file(root.resolve("run/group"), GROUPS);
        var number = Integer.toString(user);
        var person = String.join(
                ":", USER_NAME, "x", number, number, "", surroundings.home().toString(), "/bin/sh");
        return Map.of(
                "run/passwd",
                Files.readString(PEOPLE, StandardCharsets.ISO_8859_1) + person + "\n",
                "run/group",
                Files.readString(GROUPS, StandardCharsets.ISO_8859_1) + USER_NAME + ":x:" + number + ":\n");
    }

    private Map<String, String> environment(Command command) {
        var environment = new HashMap<>(command.environment());
        // The directory of the platform's user.
        environment.remove("TMPDIR");
        environment.put("HOME", surroundings.home().toString());
        if (machine.root()) {
            environment.put("USER", USER_NAME);
            environment.put("LOGNAME", USER_NAME);
        }
        return environment;
    }

    private static Command command(Command command, Map<String, String> environment) {
        return new Command(command.words(), command.directory(), environment, command.unit());
    }

    /// How a process is started whose input is the script of its setup.
    private interface Launcher {
        Process start(Command.Starter starter) throws IOException;
    }

    private static Command launched(Command command, List<String> words, Launcher launcher) {
        var launch = new Command.Launch() {
            @Override
            public ProcessBuilder.Redirect input() {
                return ProcessBuilder.Redirect.PIPE;
            }

            @Override
            public Process start(Command.Starter starter) throws IOException {
                return launcher.start(starter);
            }
        };
        return new Command(words, Path.of("/"), Map.of("PATH", SYSTEM_PATH), command.unit(), launch);
    }

    private static Process fed(Process process, String script) {
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended already, and its output says why.
        }
        return process;
    }

    private Path fresh(Path scratch, String prefix, int user) throws IOException {
        folder(scratch);
        return owned(Files.createTempDirectory(scratch, prefix), user);
    }

    private Path owned(Path path, int user) throws IOException {
        folder(path);
        if (machine.root()) {
            Trees.own(path, user);
        }
        return path;
    }

    private static Path folder(Path path) throws IOException {
        return Files.createDirectories(path);
    }

    /// Where the caches are that tools of the commands have written.
    public Path caches() {
        return toolCaches.root();
    }

    /// Removes the caches that are not kept.
    public void prune() {
        try {
            toolCaches.prune(Instant.now(), ToolCaches.MAX_BYTES);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot remove old caches in " + caches(), e);
        }
    }

    /// Makes an identity the owner of a tree that nobody else has written to, so that its commands can use it.
    public void give(Path tree, String identity) throws IOException {
        if (machine.root() && level().filter(level -> level != Isolation.NONE).isPresent()) {
            Trees.ownTree(tree, identities.user(identity));
        }
    }

    /// Lets every identity read a tree, to whose folder they have a way.
    public void share(Path tree) throws IOException {
        if (machine.root() && level().filter(level -> level != Isolation.NONE).isPresent()) {
            Trees.letRead(tree);
        }
    }

    /// The user that commands of an identity have.
    int user(String identity) throws IOException {
        return machine.root() ? identities.user(identity) : machine.user();
    }

    Machine machine() {
        return machine;
    }

    Path state() {
        return settings.state();
    }
}
