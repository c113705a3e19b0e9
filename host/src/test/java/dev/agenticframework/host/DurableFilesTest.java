package dev.agenticframework.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {

    @TempDir
    Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void replacesAFileAndLeavesNoDraft() throws IOException {
        Path file = directory.resolve("state.json");
        DurableFiles.replace(file, bytes("old"));
        DurableFiles.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void makesMissingDirectories() throws IOException {
        Path file = directory.resolve("a/b/c.json");
        DurableFiles.replace(file, bytes("x"));

        assertThat(file).hasContent("x");
    }

    @Test
    void onlyTheOwnerCanReadAFile() throws IOException {
        Path file = directory.resolve("key");
        DurableFiles.replace(file, bytes("secret"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void failedReplacementLeavesTheOldContentAndNoDraft() throws IOException {
        Path folder = directory.resolve("folder");
        DurableFiles.replace(folder.resolve("inside"), bytes("old"));

        assertThatThrownBy(() -> DurableFiles.replace(folder, bytes("new"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("inside")).hasContent("old");
        assertThat(names()).containsExactly("folder");
    }

    @Test
    void createdFileIsNeverOverwritten() throws IOException {
        Path file = directory.resolve("key");
        DurableFiles.create(file, bytes("first"));

        assertThatThrownBy(() -> DurableFiles.create(file, bytes("second")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("first");
        assertThat(names()).containsExactly("key");
    }

    @Test
    void publishedFolderHasItsNameAndItsFiles() throws IOException {
        Path draft = Files.createDirectory(directory.resolve("draft"));
        Files.writeString(draft.resolve("inside"), "x");
        DurableFiles.publish(draft, directory.resolve("deep/place"));

        assertThat(directory.resolve("deep/place/inside")).hasContent("x");
        assertThat(draft).doesNotExist();
    }

    @Test
    void deletesAFileThatExists() throws IOException {
        Path file = directory.resolve("state.json");
        DurableFiles.replace(file, bytes("x"));

        assertThat(DurableFiles.delete(file)).isTrue();
        assertThat(DurableFiles.delete(file)).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void interruptedThreadWritesAndStaysInterrupted() throws IOException {
        Path file = directory.resolve("state.json");
        Thread.currentThread().interrupt();
        DurableFiles.replace(file, bytes("x"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("x");
    }

    @Test
    void readerSeesOneContentOrTheOther() throws Exception {
        Path file = directory.resolve("state.json");
        DurableFiles.replace(file, bytes("a".repeat(8000)));
        var stop = new AtomicBoolean();
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                replaceUnchecked(file, (i % 2 == 0 ? "b" : "a").repeat(8000));
            }
        });
        for (int i = 0; i < 200; i++) {
            assertThat(Files.readString(file)).matches("a{8000}|b{8000}");
        }
        stop.set(true);
        writer.join();
    }

    private static void replaceUnchecked(Path file, String content) {
        try {
            DurableFiles.replace(file, bytes(content));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void processThatIsKilledWhileItWritesLeavesAWholeFile() throws Exception {
        Path file = directory.resolve("state.json");
        for (int i = 0; i < 3; i++) {
            var writer = OtherJvm.start(EndlessWriter.class, file.toString());
            try {
                // The writer has replaced the file at least once, and goes on doing so.
                OtherJvm.awaitLine(writer);
            } finally {
                writer.destroyForcibly().waitFor();
            }
            assertThat(Files.readString(file)).hasSize(EndlessWriter.LENGTH).matches("(.)\\1*");
        }
        DurableFiles.deleteDrafts(directory);
        assertThat(names()).containsExactly("state.json");
    }

    @Test
    void manyWritersOfOneFileDoNotDisturbEachOther() throws Exception {
        Path file = directory.resolve("state.json");
        var begin = new CountDownLatch(1);
        var failure = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        var writers = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                        .start(() -> {
                            awaitUnchecked(begin);
                            for (int n = 0; n < 20; n++) {
                                replaceUnchecked(file, "content");
                            }
                        }))
                .toList();
        begin.countDown();
        for (var writer : writers) {
            writer.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(names()).containsExactly("state.json");
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
