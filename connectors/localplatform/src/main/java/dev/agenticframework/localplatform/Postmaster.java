package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A database server that runs on a data directory, as the file `postmaster.pid` in it says.
record Postmaster(long pid, int port, String birth) {

    private static final int PORT_LINE = 3;

    /// The running server of a data directory. A file that a crash left does not count, also when another process
    /// has the same number by now.
    static Optional<Postmaster> find(Path data, ProcessTable processes) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            long pid = Long.parseLong(lines.getFirst().strip());
            int port = Integer.parseInt(lines.get(PORT_LINE).strip());
            return processes
                    .find(pid)
                    .filter(entry -> worksIn(pid, data))
                    .map(entry -> new Postmaster(pid, port, entry.birth()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    // A server's working directory is its data directory.
    private static boolean worksIn(long pid, Path data) {
        var link = Path.of("/proc", Long.toString(pid), "cwd");
        try {
            return !Files.isDirectory(Path.of("/proc/self"))
                    || link.toRealPath().equals(data.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
