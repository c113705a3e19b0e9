package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings the data of a server home that an earlier version of the platform kept elsewhere, and makes sure that no data
/// are missing.
///
/// Earlier versions kept the data below `/var/lib/agentic-framework` when they ran as root. The record in the directory
/// of the platform says where. A kill at any instant leaves the data complete in one place or in both; the place in the
/// directory of the platform counts as soon as it exists.
final class PostgresMove {

    private static final String OWNER = "owned-by";

    private final PostgresHome home;

    PostgresMove(PostgresHome home) {
        this.home = home;
    }

    /// Ends the server that runs on a data directory, if one does.
    interface Ending {
        void end(Path data) throws InterruptedException;
    }

    /// @param needed whether any service has a database
    /// @throws FailureException `DATABASE_DATA_MISSING`
    void settle(boolean needed, Ending ending, Consumer<String> log) throws InterruptedException {
        home.finishErasing();
        var known = DurableJson.read(home.record(), PostgresServer.Known.class);
        if (!Files.isDirectory(home.data())) {
            var recorded = known.map(PostgresServer.Known::directory).filter(directory -> !directory.isEmpty());
            var elsewhere = recorded.map(Path::of).flatMap(this::elsewhere);
            if (elsewhere.isPresent()) {
                bring(elsewhere.get(), ending, log);
            } else if (recorded.isPresent() || (needed && known.isEmpty())) {
                throw missing(recorded.orElse(""));
            }
        }
    }

    /// The directory outside, if its data are there and belong to this platform, or to one that was here before it
    /// was moved.
    private Optional<Path> elsewhere(Path directory) {
        if (directory.equals(home.directory()) || !Files.isDirectory(directory.resolve("data"))) {
            return Optional.empty();
        }
        try {
            var owner = directory.resolve(OWNER);
            var lines = Files.exists(owner) ? Files.readAllLines(owner) : java.util.List.<String>of();
            boolean anothers = !lines.isEmpty()
                    && !Path.of(lines.getFirst()).equals(home.directory())
                    && Files.exists(Path.of(lines.getFirst()));
            return anothers ? Optional.empty() : Optional.of(directory);
        } catch (IOException e) {
            throw Storage.failure(directory, e);
        }
    }

    private void bring(Path from, Ending ending, Consumer<String> log) throws InterruptedException {
        var data = from.resolve("data");
        log.accept("Moving the databases from " + from + " to " + home.directory());
        ending.end(data);
        try {
            if (Files.getFileStore(from).equals(Files.getFileStore(home.directory()))) {
                DurableFiles.publish(data, home.data());
            } else {
                var draft = home.directory().resolve("data.moving");
                Storage.deleteTree(draft);
                new TreeCopy(data, draft).run();
                DurableFiles.publish(draft, home.data());
            }
            // Only here: these data are complete in their new place.
            Storage.deleteTree(from);
        } catch (IOException e) {
            throw Storage.failure(home.directory(), e);
        }
    }

    private FailureException missing(String recorded) {
        boolean outside = !recorded.isEmpty() && !Path.of(recorded).equals(home.directory());
        return new FailureException(Failure.external(
                "DATABASE_DATA_MISSING",
                "The databases of the services are missing: " + home.data() + " does not exist"
                        + (outside ? ", nor do data of this platform in " + recorded : "") + ".",
                "Restore AGENTIC_HOME from a backup: agentic restore FILE. To continue with empty databases, create the"
                        + " directory " + home.erased() + "."));
    }
}
