package dev.agenticframework.host.sandbox;

import dev.agenticframework.host.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The shell script that sets a sandbox up and then becomes the command in it.
///
/// The script comes through the standard input, so that no list of processes shows the environment of the command. Its
/// first part has the rights of the platform, and an environment of its own. The second part, which has given them up,
/// takes over the environment of the command.
///
/// @param group the control group that it enters; empty when there is none
record Setup(Command command, Limits limits, Optional<Path> group) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom", "tty", "ptmx");
    private static final String GIVEN_UP =
            "setpriv %s--no-new-privs --inh-caps=-all --bounding-set=-all --pdeathsig=KILL ";

    /// The script for a user of its own, without namespaces.
    String asUser(int user) throws IOException {
        return whole("cd " + quoted(command.directory()) + "\n" + rest(setpriv(user)));
    }

    /// The script for a mount namespace of its own, which has been entered. It uses few programs, because each one
    /// takes about a millisecond.
    ///
    /// @param root an empty folder
    /// @param links at the root, to what has the same name in `/usr`
    /// @param files below the root, with their contents
    /// @param drop the words that give up the rights of the platform
    String inNamespaces(Path root, List<String> links, Map<String, String> files, Mounts mounts, String drop)
            throws IOException {
        var script = new StringBuilder();
        script.append("mount -t tmpfs -o mode=0755,size=16m,nosuid tmpfs ")
                .append(quoted(root))
                .append("\ncd ")
                .append(quoted(root))
                .append("\nmkdir -p dev/pts dev/shm run etc\nln -s /proc/self/fd dev/fd\n");
        if (!links.isEmpty()) {
            script.append("ln -s")
                    .append(links.stream().map(name -> " usr/" + name).collect(Collectors.joining()))
                    .append(" .\n");
        }
        DEVICES.forEach(device -> script.append(": >dev/").append(device).append('\n'));
        var all = new TreeMap<>(files);
        all.put("run/fstab", mounts.toString());
        all.forEach((file, content) -> script.append("printf %s ")
                .append(quoted(content))
                .append(" >")
                .append(file)
                .append('\n'));
        script.append("mount -a -T run/fstab\npivot_root . .\numount -l .\nmount -o remount,bind,ro /\ncd ")
                .append(quoted(command.directory()))
                .append('\n')
                .append(rest(drop));
        return whole(script.toString());
    }

    /// The mounts that every sandbox has.
    static Mounts basics(Path root) {
        var mounts = new Mounts(root);
        mounts.system("devpts", Path.of("/dev/pts"), "newinstance,ptmxmode=0666,nosuid,noexec");
        DEVICES.forEach(device -> mounts.device(
                device.equals("ptmx") ? root.resolve("dev/pts/ptmx") : Path.of("/dev", device),
                Path.of("/dev", device)));
        return mounts.memory(Path.of("/dev/shm"), "1777", 256).system("proc", Path.of("/proc"), "nosuid,nodev,noexec");
    }

    /// Gives up everything but the given user.
    static String setpriv(int user) {
        return GIVEN_UP.formatted("--reuid=" + user + " --regid=" + user + " --clear-groups ");
    }

    /// Gives up everything, in a user namespace inside of the one that the sandbox was made with.
    static String unshareUser(long user, long group) {
        return "unshare --user --map-user=" + user + " --map-group=" + group + " " + GIVEN_UP.formatted("");
    }

    // A script that is cut off, because the platform was killed, must do nothing.
    private String whole(String body) {
        var enter = group.map(folder -> "echo 0 >" + quoted(folder.resolve("cgroup.procs")) + "\n")
                .orElse("");
        return "main() {\nset -eu\numask 022\n" + enter + "echo " + limits.oomScore() + " >/proc/self/oom_score_adj\n"
                + body + "}\nmain\n";
    }

    private String rest(String drop) throws IOException {
        var words = "exec prlimit " + String.join(" ", limits.arguments()) + " " + drop
                + "sh -c 'rest=$(cat); exec </dev/null; eval \"$rest\"'";
        return heredoc(words, inside());
    }

    /// It runs as the first process of the command, which inherits every process that is left and lets it end. It
    /// outlives a request to end, so that the command can finish its work: such a request goes to the whole group.
    private String inside() {
        var script = new StringBuilder("unset rest OLDPWD\n");
        command.environment().forEach((name, value) -> {
            if (VARIABLE.matcher(name).matches()) {
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value.replace("\0", "")))
                        .append('\n');
            }
        });
        return script.append("trap : HUP INT QUIT TERM\n")
                .append(command.words().stream().map(Setup::quoted).collect(Collectors.joining(" ")))
                .append("\nexit $?\n")
                .toString();
    }

    /// A command with a text as its input.
    static String heredoc(String command, String text) {
        // Nobody who wrote a part of the text knew it.
        var end = "END-" + UUID.randomUUID();
        return command + " <<'" + end + "'\n" + text + end + "\n";
    }

    static String quoted(Object text) {
        return "'" + text.toString().replace("'", "'\\''") + "'";
    }

    /// The words that start the script in namespaces.
    static List<String> unshare(boolean withUser) {
        var words = new ArrayList<>(List.of("unshare"));
        if (withUser) {
            words.addAll(List.of("--user", "--map-root-user"));
        }
        words.addAll(List.of("--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "sh", "-s"));
        return words;
    }
}
