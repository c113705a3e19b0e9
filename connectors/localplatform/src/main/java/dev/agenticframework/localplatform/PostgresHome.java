package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Where the database server keeps its things. Under the platform's directory, unless the server runs as a user who
/// cannot reach it: then in a directory of its own, which names the platform's, so that it can be removed when that one
/// has gone.
record PostgresHome(Path record, Path directory, Unprivileged user) {

    private static final Path SHARED = Path.of("/var/lib/agentic-framework");
    private static final String OWNER = "owned-by";

    static PostgresHome of(Path platform, Unprivileged user) {
        var own = Storage.directory(platform.resolve("postgres"));
        if (user.reaches(own)) {
            return new PostgresHome(own.resolve("server.json"), own, user);
        }
        var elsewhere = SHARED.resolve(Text.sha256(platform.toString()).substring(0, 16));
        return new PostgresHome(own.resolve("server.json"), elsewhere, user);
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    Path unpacked() {
        return directory.resolve("programs");
    }

    boolean outside() {
        return !directory.equals(record.getParent());
    }

    /// Makes the directory, for others to pass through and for none to read.
    void make() throws IOException {
        Files.createDirectories(directory);
        if (outside()) {
            Files.setPosixFilePermissions(SHARED, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            Files.writeString(directory.resolve(OWNER), owner() + "\n" + disk(owner()) + "\n");
        }
    }

    private Path owner() {
        return java.util.Objects.requireNonNull(record.getParent());
    }

    // The disk of a path, or of the nearest directory above it that is there.
    private static String disk(Path path) throws IOException {
        var there = path;
        while (!Files.exists(there)) {
            there = java.util.Objects.requireNonNull(there.getParent());
        }
        return Files.getFileStore(there).name();
    }

    void erase() {
        Storage.deleteTree(data());
        Storage.deleteTree(unpacked());
        DurableJson.delete(log());
        DurableJson.delete(directory.resolve("server.log.1"));
        DurableJson.delete(record);
        if (outside()) {
            Storage.deleteTree(directory);
        }
    }

    /// Removes what platforms left whose own directories were removed by hand.
    static void eraseAbandoned(ProcessTable processes) {
        if (!Files.isDirectory(SHARED, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(SHARED)) {
            return;
        }
        try (var homes = Files.list(SHARED)) {
            homes.filter(PostgresHome::abandoned).forEach(home -> {
                Postmaster.find(home.resolve("data"), processes)
                        .ifPresent(server -> ProcessSignal.QUIT.send(server.pid()));
                Storage.deleteTree(home);
            });
        } catch (IOException e) {
            throw Storage.failure(SHARED, e);
        }
    }

    private static boolean abandoned(Path home) {
        try {
            var owner = home.resolve(OWNER);
            var lines = Files.exists(owner) ? Files.readAllLines(owner) : List.<String>of();
            // A directory on a disk that is not mounted now has not gone.
            return lines.size() == 2
                    && !Files.exists(Path.of(lines.getFirst()))
                    && disk(Path.of(lines.getFirst())).equals(lines.getLast());
        } catch (IOException e) {
            return false;
        }
    }
}
