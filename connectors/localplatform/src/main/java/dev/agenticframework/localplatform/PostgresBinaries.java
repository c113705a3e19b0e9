package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The programs of a PostgreSQL server: installed ones, or those that the platform brings.
///
/// @param bin the directory of `postgres` and `initdb`
/// @param major such as 17; another major version cannot read the data
record PostgresBinaries(Path bin, int major) {

    static final int OLDEST_MAJOR = 14;

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /// Finds programs of a major version, or of any version when there are no data yet.
    ///
    /// @param wanted 0 for any
    /// @param unpackTo where the programs that the platform brings are unpacked, once
    /// @throws FailureException `POSTGRES_MISSING`
    static PostgresBinaries find(int wanted, ToolEnvironment tools, Path unpackTo) {
        return installed(tools).stream()
                .filter(found -> wanted == 0 ? found.major() >= OLDEST_MAJOR : found.major() == wanted)
                .max(Comparator.comparingInt(PostgresBinaries::major))
                .or(() -> bundled(unpackTo).filter(found -> wanted == 0 || found.major() == wanted))
                .orElseThrow(() -> missing(wanted));
    }

    private static FailureException missing(int wanted) {
        var version = wanted == 0 ? OLDEST_MAJOR + " or newer" : Integer.toString(wanted);
        return new FailureException(Failure.external(
                "POSTGRES_MISSING",
                "Cannot find a PostgreSQL server " + version + " on this machine, and the platform brings none for it.",
                "Install PostgreSQL " + version + ", or choose a service without a database."));
    }

    private static List<PostgresBinaries> installed(ToolEnvironment tools) {
        var candidates = new ArrayList<Path>();
        tools.find("pg_ctl").map(PostgresBinaries::realDirectory).ifPresent(candidates::add);
        if (Files.isDirectory(DEBIAN)) {
            try (var versions = Files.list(DEBIAN)) {
                versions.map(version -> version.resolve("bin")).forEach(candidates::add);
            } catch (IOException e) {
                throw Storage.failure(DEBIAN, e);
            }
        }
        return candidates.stream()
                .distinct()
                .flatMap(bin -> describe(bin).stream())
                .toList();
    }

    private static Path realDirectory(Path program) {
        try {
            return java.util.Objects.requireNonNull(program.toRealPath().getParent());
        } catch (IOException e) {
            return java.util.Objects.requireNonNull(program.getParent());
        }
    }

    private static Optional<PostgresBinaries> describe(Path bin) {
        if (!Files.isExecutable(bin.resolve("postgres")) || !Files.isExecutable(bin.resolve("initdb"))) {
            return Optional.empty();
        }
        try {
            var process = new ProcessBuilder(bin.resolve("postgres").toString(), "--version").start();
            var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return Version.firstIn(text)
                    .map(version -> new PostgresBinaries(
                            bin, Integer.parseInt(version.text().split("\\.", 2)[0])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<PostgresBinaries> bundled(Path unpackTo) {
        var name = resource();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var bin = unpackTo.resolve("bin");
        if (!Files.isExecutable(bin.resolve("postgres"))) {
            try (InputStream archive = open(name.get())) {
                if (archive == null) {
                    return Optional.empty();
                }
                unpack(archive, unpackTo);
            } catch (IOException e) {
                throw Storage.failure(unpackTo, e);
            }
        }
        return describe(bin);
    }

    private static @Nullable InputStream open(String name) {
        return PostgresBinaries.class.getResourceAsStream("/" + name);
    }

    // Several platforms can share the programs, and unpack them at the same time.
    private static void unpack(InputStream archive, Path directory) throws IOException {
        var parent = Files.createDirectories(java.util.Objects.requireNonNull(directory.getParent()));
        var partial = Files.createTempDirectory(parent, ".programs");
        try {
            TarXz.unpack(archive, partial);
            Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another platform was faster, and its programs are as good.
        } finally {
            Storage.deleteTree(partial);
        }
    }

    private static Optional<String> resource() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arm = System.getProperty("os.arch").equals("aarch64");
        if (system.contains("linux")) {
            return Optional.of(arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz");
        }
        if (system.contains("mac")) {
            return Optional.of(arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz");
        }
        return Optional.empty();
    }
}
