package dev.agenticframework.localplatform;

import dev.agenticframework.host.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The directory of the database server, in the directory of the platform, so that it is moved and backed up with it.
///
/// As root the server runs as another user, who usually cannot reach this directory: `/root` and `AGENTIC_HOME` are
/// closed to others. The platform then opens the data directory itself and passes it on as an open file, which the
/// server uses under the name [#OPENED]. Nothing has to be opened to other users, and nothing has to be mounted.
record PostgresHome(Path directory) {

    /// Outside of the directory of the platform there are only programs, which can be unpacked again.
    static final Path SHARED = Path.of("/var/lib/agentic-framework");

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String OPENED = OPEN_FILES + "/9";
    private static final String OPENED_INPUT = OPEN_FILES + "/8";

    /// Opens the data directory and a file, and then becomes the command.
    private static final String OPENING = "exec 9<\"$1\" 8<\"$2\"; shift 2; exec \"$@\"";

    static PostgresHome of(Path platform) {
        return new PostgresHome(Storage.directory(platform.resolve("postgres")));
    }

    Path record() {
        return directory.resolve("server.json");
    }

    Path data() {
        return directory.resolve("data");
    }

    /// Data that are being deleted, on purpose.
    Path erased() {
        return directory.resolve("data.erased");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    /// Where the programs that the platform brings are unpacked: where the user of the server can run them.
    static Path unpacked(PostgresHome home, Unprivileged user) {
        return user.user().isPresent()
                ? SHARED.resolve("programs")
                : home.directory().resolve("programs");
    }

    /// A command of the user that works on a data directory.
    ///
    /// @param input a file that it reads; `/dev/null` for none
    /// @param words take the names under which the command finds the data and the file
    static List<String> command(Unprivileged user, Path data, Path input, Words words) {
        if (user.user().isEmpty() || !Files.isDirectory(OPEN_FILES)) {
            return user.command(words.of(data.toString(), input.toString()));
        }
        var command = new ArrayList<>(List.of("sh", "-c", OPENING, "sh", data.toString(), input.toString()));
        command.addAll(user.command(words.of(OPENED, OPENED_INPUT)));
        return command;
    }

    /// Makes the words of a command.
    interface Words {
        List<String> of(String data, String input);
    }

    /// The major version that the data have; 0 when there are none.
    int major() {
        try {
            var version = data().resolve("PG_VERSION");
            return Files.exists(version)
                    ? Integer.parseInt(Files.readString(version).strip())
                    : 0;
        } catch (IOException e) {
            throw Storage.failure(data(), e);
        } catch (NumberFormatException e) {
            throw Storage.corrupt(data(), e);
        }
    }

    /// Deletes the data. A kill leaves all data, or none that would be used again.
    void erase() {
        try {
            if (Files.isDirectory(data())) {
                DurableFiles.publish(data(), erased());
            }
            finishErasing();
        } catch (IOException e) {
            throw Storage.failure(data(), e);
        }
    }

    /// Finishes what a kill interrupted. The record says that the data are missing on purpose.
    void finishErasing() {
        if (Files.isDirectory(erased())) {
            if (!Files.isDirectory(data())) {
                DurableJson.write(record(), PostgresServer.Known.ERASED);
                DurableJson.delete(log());
                DurableJson.delete(directory.resolve("server.log.1"));
            }
            Storage.deleteTree(erased());
        }
    }
}
