package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Sources;
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

    private final Sources sources;
    private final Revision revision;

    Checkout(Sources sources, Revision revision) {
        this.sources = sources;
        this.revision = revision;
    }

    void into(Path folder, Map<String, String> environment, JobLog log) throws IOException, InterruptedException {
        var url = sources.of(revision.source())
                .repository(revision.repository())
                .map(SourceControl.Repository::url)
                .orElse("");
        if (url.startsWith("/") && Files.isDirectory(Path.of(url)) && cloned(url, folder, environment, log)) {
            return;
        }
        Folders.delete(folder);
        sources.export(revision, folder);
    }

    private boolean cloned(String url, Path folder, Map<String, String> environment, JobLog log)
            throws IOException, InterruptedException {
        var parent = folder.resolveSibling(".");
        Files.createDirectories(parent);
        return git(parent, environment, log, "clone", "-q", "--shared", "--no-checkout", url, folder.toString())
                && git(folder, environment, log, "checkout", "-q", "--force", "--detach", revision.commit());
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
