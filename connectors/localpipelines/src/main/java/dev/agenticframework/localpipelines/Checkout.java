package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks out a commit into a clean folder. The folder is a clone, in which scripts can use Git, when the repository is
/// on this machine and Git is installed. Otherwise it has only the files.
///
/// The platform runs Git, with neither the variables of the job nor the filters and hooks that a configuration names.
/// The clone has its own objects: it will belong to the user of the job.
final class Checkout {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Sources sources;
    private final Revision revision;
    private final ProcessGroups groups;
    private final String path;

    /// @param path where Git is, as in the variable `PATH`
    Checkout(Sources sources, Revision revision, ProcessGroups groups, String path) {
        this.sources = sources;
        this.revision = revision;
        this.groups = groups;
        this.path = path;
    }

    void into(Path folder, String unit, JobLog log) throws IOException, InterruptedException {
        var url = sources.of(revision.source())
                .repository(revision.repository())
                .map(SourceControl.Repository::url)
                .orElse("");
        if (url.startsWith("/") && Files.isDirectory(Path.of(url)) && cloned(url, folder, unit, log)) {
            return;
        }
        Trees.delete(folder);
        sources.export(revision, folder);
    }

    private boolean cloned(String url, Path folder, String unit, JobLog log) throws IOException, InterruptedException {
        var parent = folder.resolveSibling(".");
        Files.createDirectories(parent);
        var clone = List.of("clone", "-q", "--no-hardlinks", "--no-checkout", url, folder.toString());
        var checkout = List.of("checkout", "-q", "--force", "--detach", revision.commit());
        return git(new Command(git(clone), parent, environment(), unit), log)
                && git(new Command(git(checkout), folder, environment(), unit), log);
    }

    private Map<String, String> environment() {
        return Map.of("PATH", path, "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");
    }

    private static List<String> git(List<String> arguments) {
        // Jobs expect files that everyone can read, as elsewhere.
        var words = new ArrayList<>(List.of("sh", "-c", "umask 022; exec git \"$@\"", "git"));
        words.addAll(List.of("-c", "advice.detachedHead=false"));
        words.addAll(arguments);
        return words;
    }

    private boolean git(Command command, JobLog log) throws InterruptedException {
        try {
            return groups.run(command, TIMEOUT, log::drain)
                    .filter(code -> code == 0)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
