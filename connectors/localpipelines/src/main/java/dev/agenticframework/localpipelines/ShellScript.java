package dev.agenticframework.localpipelines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A job's commands as one script for the shell, as GitLab's runner makes it: all in one shell, which stops at the
/// first that fails, and each shown before it runs.
final class ShellScript {

    private static final Path BASH = Path.of("/bin/bash");

    private ShellScript() {}

    /// The shell's command line.
    static List<String> shell(Path script) {
        return Files.isExecutable(BASH)
                ? List.of(BASH.toString(), "--noprofile", "--norc", script.toString())
                : List.of("/bin/sh", script.toString());
    }

    /// @param step a file in which the script keeps the number of the command at hand, counted from 1
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
