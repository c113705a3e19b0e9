package dev.agenticframework.localpipelines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes one script of the commands of a job, as GitLab's runner does. One shell runs all commands, shows each before
/// it runs, and stops at the first that fails.
final class ShellScript {

    private static final Path BASH = Path.of("/bin/bash");

    private ShellScript() {}

    /// The command line of the shell.
    static List<String> shell(Path script) {
        return Files.isExecutable(BASH)
                ? List.of(BASH.toString(), "--noprofile", "--norc", script.toString())
                : List.of("/bin/sh", script.toString());
    }

    /// @param step a file in which the script writes the number of the current command, counted from 1
    static String of(List<String> commands, Path step) {
        var script = new StringBuilder(Files.isExecutable(BASH) ? "set -eo pipefail\nset +o noclobber\n" : "set -e\n");
        int number = 0;
        for (var command : commands) {
            script.append("printf '%s' ")
                    .append(++number)
                    .append(" >| ")
                    .append(quoted(step.toString()))
                    .append("; printf '%s\\n' ")
                    .append(quoted("$ " + title(command)))
                    .append('\n')
                    .append(command)
                    .append('\n');
        }
        return script.toString();
    }

    static String title(String command) {
        int end = command.strip().indexOf('\n');
        return end < 0 ? command.strip() : command.strip().substring(0, end) + " # and further lines";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
