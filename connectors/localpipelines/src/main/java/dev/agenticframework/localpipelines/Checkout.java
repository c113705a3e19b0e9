package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.SourceControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A commit's files in a clean folder: a clone, where the repository lies on this machine and it has Git, so that
/// scripts may ask Git; the files alone otherwise.
final class Checkout {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final SourceControl source;
    private final String repository;
    private final String commit;

    Checkout(SourceControl source, String repository, String commit) {
        this.source = source;
        this.repository = repository;
        this.commit = commit;
    }

    void into(Path folder, Map<String, String> environment, JobLog log) throws IOException, InterruptedException {
        var url =
                source.repository(repository).map(SourceControl.Repository::url).orElse("");
        if (url.startsWith("/") && Files.isDirectory(Path.of(url)) && cloned(url, folder, environment, log)) {
            return;
        }
        Folders.delete(folder);
        source.export(repository, commit, folder);
    }

    private boolean cloned(String url, Path folder, Map<String, String> environment, JobLog log)
            throws IOException, InterruptedException {
        var parent = folder.resolveSibling(".");
        Files.createDirectories(parent);
        return git(parent, environment, log, "clone", "-q", "--shared", "--no-checkout", url, folder.toString())
                && git(folder, environment, log, "checkout", "-q", "--force", "--detach", commit);
    }

    private static boolean git(Path folder, Map<String, String> environment, JobLog log, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git", "-c", "advice.detachedHead=false"));
        command.addAll(List.of(arguments));
        try {
            return ProcessGroup.run(command, folder, environment, TIMEOUT, log)
                    .filter(code -> code == 0)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
