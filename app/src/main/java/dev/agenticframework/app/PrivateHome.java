package dev.agenticframework.app;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Keeps `AGENTIC_HOME` to its owner, from the moment that it exists.
final class PrivateHome {
    /// What people, and the launcher, put there before the first start.
    private static final Set<Path> BEFORE_A_START =
            Set.of(Path.of("agentic.yaml"), Path.of("templates"), Path.of("tools"), Path.of("home"));

    private PrivateHome() {}

    /// Makes the directory, or closes it and the directories in it when others can read or write them.
    ///
    /// @throws FailureException `HOME_NOT_WRITABLE`
    static void prepare(Path home) {
        try {
            if (isOurs(home)) {
                Trees.close(home);
                try (var inside = Files.newDirectoryStream(home, PrivateHome::isFolder)) {
                    for (var folder : inside) {
                        Trees.close(folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new FailureException(
                    Failure.external(
                            "HOME_NOT_WRITABLE",
                            "Cannot create the directory '" + home + "', or keep it private.",
                            "Make it writable, or set AGENTIC_HOME to another directory."),
                    e);
        }
    }

    // A directory that somebody uses for other things stays as it is: only what the platform makes in it is private.
    private static boolean isOurs(Path home) throws IOException {
        if (Files.notExists(home) || Files.isDirectory(home.resolve("keys"))) {
            return home.getParent() != null;
        }
        try (var others = Files.newDirectoryStream(home, path -> !BEFORE_A_START.contains(path.getFileName()))) {
            return !others.iterator().hasNext();
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }
}
