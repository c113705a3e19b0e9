package dev.agenticframework.host.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Control groups of version 2, where a part of their tree belongs to this process (cgroups(7), "Delegation of cgroup
/// v2"): as a service of systemd with `Delegate=yes`, or in a container. Each command gets a group of its own, which
/// bounds the memory and the number of all its processes together.
record ControlGroups(Path tree) {

    private static final Set<String> CONTROLLERS = Set.of("memory", "pids", "cpu");
    private static final String PLATFORM = "agentic-platform";
    private static final String COMMAND = "agentic-command-";
    /// The share of processor time of a command that ends by itself. That of everything else is 100.
    private static final int WEIGHT_OF_SCRIPTS = 50;

    private static final System.Logger LOG = System.getLogger(ControlGroups.class.getName());
    private static final int MAX_ATTEMPTS = 100;
    private static final int PAUSE_MILLIS = 10;

    /// The part of the tree that this process may divide; empty when there is none.
    ///
    /// @param proc `/proc`
    static Optional<ControlGroups> delegated(Path proc) {
        try {
            var own = own(proc);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            // Another sandbox of this process has divided the group above.
            var parent = own.get().endsWith(PLATFORM) ? own.get().getParent() : null;
            if (parent == null && !divided(own.get())) {
                return Optional.empty();
            }
            var groups = new ControlGroups(parent == null ? own.get() : parent);
            groups.removeEmpty();
            return Optional.of(groups);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The group of this process. See proc_pid_mountinfo(5) for the columns.
    private static Optional<Path> own(Path proc) throws IOException {
        var path = Files.readAllLines(proc.resolve("self/cgroup")).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::".length()))
                .findFirst();
        for (var line : Files.readAllLines(proc.resolve("self/mountinfo"))) {
            var columns = List.of(line.split(" "));
            int end = columns.indexOf("-");
            if (path.isPresent() && end > 4 && columns.get(end + 1).equals("cgroup2")) {
                var root = Path.of(columns.get(3));
                var place = Path.of(path.get());
                return place.startsWith(root)
                        ? Optional.of(Path.of(columns.get(4))
                                .resolve(root.relativize(place))
                                .normalize())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Lets the group have children with limits. A group with processes of its own cannot, except the root of the
    /// machine; so this process and its children move into another one below, if they are alone.
    private static boolean divided(Path group) throws IOException {
        var wanted = new HashSet<>(words(group.resolve("cgroup.controllers")));
        wanted.retainAll(CONTROLLERS);
        if (!wanted.contains("memory") && !wanted.contains("pids")) {
            return false;
        }
        boolean rootOfTheMachine = Files.notExists(group.resolve("cgroup.type"));
        if (!rootOfTheMachine) {
            var family = family();
            var members = words(group.resolve("cgroup.procs"));
            if (!family.containsAll(members)) {
                return false;
            }
            var child = Files.createDirectories(group.resolve(PLATFORM)).resolve("cgroup.procs");
            for (var member : members) {
                write(child, member);
            }
        }
        for (var controller : wanted) {
            write(group.resolve("cgroup.subtree_control"), "+" + controller);
        }
        return true;
    }

    private static Set<String> family() {
        var self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.toSet());
    }

    private static List<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Removes the groups of commands that have ended while no platform ran.
    private void removeEmpty() throws IOException {
        try (var groups = Files.newDirectoryStream(tree, COMMAND + "*")) {
            groups.forEach(ControlGroups::removed);
        }
    }

    /// Makes a group for a command.
    Path create(Limits limits) throws IOException {
        var group = Files.createDirectory(tree.resolve(COMMAND + UUID.randomUUID()));
        writeIfOffered(group.resolve("memory.max"), Long.toString(limits.memoryBytes()));
        writeIfOffered(group.resolve("memory.swap.max"), "0");
        writeIfOffered(group.resolve("memory.oom.group"), "1");
        writeIfOffered(group.resolve("pids.max"), Integer.toString(limits.processes()));
        if (limits.cpu().isPresent()) {
            writeIfOffered(group.resolve("cpu.weight"), Integer.toString(WEIGHT_OF_SCRIPTS));
        }
        return group;
    }

    /// Ends all processes of a group, wherever they went, and removes it.
    static void remove(Path group) {
        try {
            writeIfOffered(group.resolve("cgroup.kill"), "1");
            // A process takes its time to die.
            for (int attempt = 0; !removed(group) && attempt < MAX_ATTEMPTS; attempt++) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Cannot remove the control group " + group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean removed(Path group) {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void writeIfOffered(Path file, String value) throws IOException {
        try {
            write(file, value);
        } catch (NoSuchFileException e) {
            // This controller is not delegated, or the kernel is older.
        }
    }

    private static void write(Path file, String value) throws IOException {
        Files.write(file, value.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    }
}
