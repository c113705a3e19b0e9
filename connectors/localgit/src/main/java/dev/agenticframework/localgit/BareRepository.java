package dev.agenticframework.localgit;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A directory that holds a bare repository.
final class BareRepository {

    static final String DEFAULT_BRANCH = "main";

    private BareRepository() {}

    static Repository open(Path folder) throws IOException {
        var repository = new FileRepositoryBuilder()
                .setGitDir(folder.toFile())
                .setMustExist(true)
                .setBare()
                .build();
        durable(repository);
        return repository;
    }

    /// For this process alone: of these settings in the file Git would say that they are obsolete.
    private static void durable(Repository repository) {
        repository.getConfig().setBoolean("core", null, "fsyncObjectFiles", true);
        repository.getConfig().setBoolean("core", null, "fsyncRefFiles", true);
    }

    /// Makes it under another name and moves it into place whole, so that there is never half a repository.
    static void create(Path folder, String description, Instant now) throws IOException, InterruptedException {
        var partial = folder.resolveSibling(".new-" + folder.getFileName());
        delete(partial);
        try (var repository = new FileRepositoryBuilder()
                .setGitDir(partial.toFile())
                .setBare()
                .build()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + DEFAULT_BRANCH);
            var config = repository.getConfig();
            config.setBoolean("receive", null, "fsckObjects", true);
            config.setBoolean("receive", null, "denyNonFastForwards", true);
            config.save();
            durable(repository);
            Files.writeString(partial.resolve("description"), description.strip() + "\n");
            var commits = new Commits(repository);
            var tree = commits.writeTree(dev.agenticframework.agentapi.FileTree.of(java.util.Map.of()));
            var first = commits.write(tree, List.of(), "Initial commit\n", "", now);
            References.move(repository, Constants.R_HEADS + DEFAULT_BRANCH, ObjectId.zeroId(), first);
        }
        DurableFiles.publish(partial, folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
