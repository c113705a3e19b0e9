package dev.agenticframework.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.host.Trees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final String PRIVATE = "rw-------";

    @TempDir
    Path directory;

    private Path home;
    private Path file;
    private Path elsewhere;

    @BeforeEach
    void makeHome() throws IOException {
        home = directory.resolve("home");
        file = directory.resolve("backup.tar.gz");
        elsewhere = directory.resolve("elsewhere");
        write("agentic.yaml", "a: b");
        write("keys/secrets.key", "key");
        Files.setPosixFilePermissions(home.resolve("keys/secrets.key"), PosixFilePermissions.fromString(PRIVATE));
        write("git/group/service.git/refs/heads/main", "123");
        write("git/group/service.git/refs/heads/main.lock", "of a process");
        write("git/group/service.git/objects/12/3", "object");
        write("platform/services/dev/a.json", "{}");
        write("platform/cache/key/file", "made again");
        write("platform/lock", "");
        write("platform.json", "of a process");
        write("platform/builds/0123.json", "{}");
        write("platform/builds/0123/poetry.lock", "of the build");
        write("platform/builds/0123/bin/objects/run ü\nme", "#!/bin/sh");
        Files.createSymbolicLink(home.resolve("platform/builds/0123/link"), Path.of("/usr/bin/env"));
        Files.createSymbolicLink(home.resolve("git/link"), Path.of("/etc/passwd"));
        Files.setLastModifiedTime(
                home.resolve("platform/builds/0123/poetry.lock"), FileTime.from(Instant.ofEpochSecond(1_000_000)));
        Files.setPosixFilePermissions(
                home.resolve("platform/builds/0123/bin"), PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), content);
    }

    private Backup.Result backUp() throws InterruptedException {
        return new Backup(home, List.of(), "1.0", CLOCK).write(file, _ -> {});
    }

    private Restore.Result restore(boolean replace) throws InterruptedException {
        return new Restore(elsewhere, CLOCK).read(file, replace, _ -> {});
    }

    private static List<String> names(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void restoredDirectoryHasWhatTheBackupHad() throws Exception {
        var backup = backUp();
        var restored = restore(false);

        assertThat(backup.files()).isEqualTo(restored.files());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PRIVATE);
        assertThat(elsewhere.resolve("git/group/service.git/objects/12/3")).hasContent("object");
        assertThat(elsewhere.resolve("platform/builds/0123/bin/objects/run ü\nme"))
                .hasContent("#!/bin/sh");
        assertThat(Files.readSymbolicLink(elsewhere.resolve("platform/builds/0123/link")))
                .isEqualTo(Path.of("/usr/bin/env"));
        assertThat(Files.getLastModifiedTime(elsewhere.resolve("platform/builds/0123/poetry.lock")))
                .isEqualTo(FileTime.from(Instant.ofEpochSecond(1_000_000)));
        for (var name : List.of("keys/secrets.key", "platform/builds/0123/bin", "platform/services")) {
            assertThat(Files.getPosixFilePermissions(elsewhere.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.getPosixFilePermissions(home.resolve(name)));
        }
        for (var name : List.of(
                "platform.json",
                "platform/lock",
                "platform/cache",
                "git/link",
                "git/group/service.git/refs/heads/main.lock")) {
            assertThat(elsewhere.resolve(name)).doesNotExist();
        }
        assertThat(names(directory)).containsExactly("backup.tar.gz", "elsewhere", "home");
    }

    @Test
    void directoryWithFilesIsReplacedOnlyOnRequest() throws Exception {
        backUp();
        Files.createDirectory(elsewhere);
        Files.writeString(elsewhere.resolve("precious"), "here");

        assertThatThrownBy(() -> restore(false)).hasMessageContaining("HOME_NOT_EMPTY");
        assertThat(elsewhere.resolve("precious")).exists();

        var restored = restore(true);
        assertThat(Path.of(restored.replaced()).resolve("precious")).hasContent("here");
        assertThat(elsewhere.resolve("keys/secrets.key")).hasContent("key");
        assertThat(elsewhere.resolve("precious")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.6, 0.95, 0.999})
    void damagedAndShortenedFilesChangeNothing(double where) throws Exception {
        backUp();
        var whole = Files.readAllBytes(file);
        int at = (int) (whole.length * where);
        var damaged = whole.clone();
        damaged[at] ^= 0x55;
        for (var content : List.of(damaged, Arrays.copyOf(whole, at))) {
            Files.write(file, content);
            assertThatThrownBy(() -> restore(false)).isInstanceOf(FailureException.class);
            assertThat(names(directory)).containsExactly("backup.tar.gz", "home");
        }
    }

    /// An archive of another's making.
    private interface Making {
        void make(TarArchiveOutputStream tar) throws IOException;
    }

    private void archive(Making making) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(
                    tar,
                    Manifest.NAME,
                    "{\"format\": 1, \"product\": \"x\", \"createdAt\": \"\", \"home\": \"\","
                            + " \"contents\": [], \"secretKey\": false}");
            making.make(tar);
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte kind, String target) throws IOException {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void assertRefused(Making making) throws IOException {
        archive(making);
        assertThatThrownBy(() -> restore(false)).isInstanceOf(FailureException.class);
        assertThat(names(directory)).containsExactly("backup.tar.gz", "home");
    }

    @Test
    void hostileArchivesAreRefused() throws Exception {
        assertRefused(tar -> add(tar, "../escaped", "x"));
        assertRefused(tar -> add(tar, "/tmp/escaped", "x"));
        assertRefused(tar -> add(tar, "a/../../escaped", "x"));
        assertRefused(tar -> add(tar, "a/./b", "x"));
        assertRefused(tar -> link(tar, "keys", TarConstants.LF_SYMLINK, "/etc"));
        assertRefused(tar -> link(tar, "a", TarConstants.LF_LINK, "/etc/passwd"));
        assertRefused(tar -> link(tar, "a", TarConstants.LF_FIFO, ""));
        assertRefused(tar -> link(tar, "a", TarConstants.LF_CHR, ""));
        assertRefused(tar -> {
            add(tar, "twice", "x");
            add(tar, "twice", "y");
        });
        assertRefused(tar -> add(tar, "no-checksums", "x"));
        assertRefused(tar -> {
            add(tar, "a", "x");
            add(tar, Manifest.CHECKSUMS, "0".repeat(64) + " 1 a\n");
        });
    }

    @Test
    void nothingIsWrittenThroughALinkOfTheArchive() throws Exception {
        var target = Files.createDirectory(directory.resolve("target"));
        archive(tar -> {
            var folder = new TarArchiveEntry("platform/builds/", TarConstants.LF_DIR, true);
            tar.putArchiveEntry(new TarArchiveEntry("platform/", TarConstants.LF_DIR, true));
            tar.closeArchiveEntry();
            tar.putArchiveEntry(folder);
            tar.closeArchiveEntry();
            link(tar, "platform/builds/a", TarConstants.LF_SYMLINK, target.toString());
            add(tar, "platform/builds/a/escaped", "x");
        });

        assertThatThrownBy(() -> restore(false)).isInstanceOf(FailureException.class);
        assertThat(names(target)).isEmpty();
    }

    @Test
    void backupOfANewerVersionIsRefused() throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            add(tar, Manifest.NAME, "{\"format\": 2, \"product\": \"9.0\"}");
        }
        assertThatThrownBy(() -> restore(false)).hasMessageContaining("BACKUP_NEWER");
    }

    private Process start(String operation, Path where) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        BackupTest.class.getName(),
                        operation,
                        where.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// Backs up or restores in a process that can be killed.
    public static void main(String[] arguments) throws InterruptedException {
        var where = Path.of(arguments[1]);
        var file = Path.of(arguments[2]);
        IO.println("started");
        if (arguments[0].equals("backup")) {
            new Backup(where, List.of(), "1.0", CLOCK).write(file, _ -> {});
        } else {
            new Restore(where, CLOCK).read(file, true, _ -> {});
        }
    }

    private static void killAfter(Process process, int millis) throws Exception {
        var said = new ByteArrayOutputStream();
        for (int next = process.getInputStream().read(); next >= 0 && next != '\n'; ) {
            said.write(next);
            next = process.getInputStream().read();
        }
        Thread.sleep(millis);
        process.destroyForcibly().waitFor();
    }

    @Tag("slow")
    @Test
    void killLeavesNothingHalfDone() throws Exception {
        var random = new Random(4);
        for (int i = 0; i < 300; i++) {
            var content = new byte[100_000];
            random.nextBytes(content);
            Files.write(home.resolve("keys").resolve("large" + i), content);
        }
        backUp();
        var whole = tree(home);
        for (int i = 0; i < 6; i++) {
            killAfter(start("backup", home), random.nextInt(1_500));
            // What is there is complete: the previous file, or the new one.
            Trees.delete(elsewhere);
            restore(false);
            assertThat(tree(elsewhere)).isEqualTo(whole);

            killAfter(start("restore", elsewhere), random.nextInt(1_500));
            assertThat(tree(elsewhere)).isEqualTo(whole);
        }
        backUp();
        Trees.delete(elsewhere);
        restore(false);
        assertThat(names(directory))
                .allMatch(name -> List.of("home", "elsewhere", "backup.tar.gz").contains(name)
                        || name.startsWith("elsewhere.replaced-")
                        || name.startsWith(".elsewhere.restoring-"));
    }

    private static String tree(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().contains("large"))
                    .map(path -> root.relativize(path) + " " + Arrays.hashCode(bytes(path)))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
