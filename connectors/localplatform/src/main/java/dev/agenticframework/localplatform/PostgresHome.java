package dev.agenticframework.localplatform;

import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The directory of the database server. It is in the directory of the platform, unless the server runs as a user who
/// cannot reach that. Then it is elsewhere and names the directory of the platform, so that it can be removed when the
/// platform is gone.
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

    /// Makes the directory. Other users can pass through it but not read it.
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

    // The disk of a path, or of the nearest existing directory above it.
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

    /// Removes the data of platforms whose directories a person has removed.
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
            // A directory on a disk that is not mounted is not gone.
            return lines.size() == 2
                    && !Files.exists(Path.of(lines.getFirst()))
                    && disk(Path.of(lines.getFirst())).equals(lines.getLast());
        } catch (IOException e) {
            return false;
        }
    }
}
