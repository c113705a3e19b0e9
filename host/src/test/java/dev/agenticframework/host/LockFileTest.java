package dev.agenticframework.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("lock");
    }

    @Test
    void secondHolderInTheSameProcessGetsNothing() throws IOException {
        try (var _ = LockFile.tryTake(file).orElseThrow()) {
            assertThat(LockFile.tryTake(file)).isEmpty();
        }
        try (var again = LockFile.tryTake(file).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void sameFileByAnotherPathIsTheSameLock() throws IOException {
        var link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createDirectory(directory.resolve("real")));
        try (var _ = LockFile.tryTake(directory.resolve("real/lock")).orElseThrow()) {
            assertThat(LockFile.tryTake(link.resolve("lock"))).isEmpty();
        }
    }

    @Test
    void missingDirectoryIsAnErrorAndLeavesNothingLocked() throws IOException {
        var missing = directory.resolve("missing");
        assertThatThrownBy(() -> LockFile.tryTake(missing.resolve("lock"))).isInstanceOf(IOException.class);

        Files.createDirectory(missing);
        try (var lock = LockFile.tryTake(missing.resolve("lock")).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void directoryInPlaceOfTheFileIsAnErrorAndLeavesNothingLocked() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> LockFile.tryTake(file)).isInstanceOf(IOException.class);

        Files.delete(file);
        try (var lock = LockFile.tryTake(file).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void closingTwiceReleasesOnce() throws IOException {
        var first = LockFile.tryTake(file).orElseThrow();
        first.close();
        first.close();
        try (var _ = LockFile.tryTake(file).orElseThrow()) {
            assertThat(LockFile.tryTake(file)).isEmpty();
        }
    }

    @Test
    void threadsTakeTurns() throws Exception {
        var held = new int[1];
        var most = new int[1];
        var threads = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 20; n++) {
                        try (var _ = LockFile.take(file)) {
                            most[0] = Math.max(most[0], ++held[0]);
                            Thread.yield();
                            held[0]--;
                        } catch (IOException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most[0]).isEqualTo(1);
        assertThat(held[0]).isZero();
    }

    @Test
    void waitingThreadCanBeInterrupted() throws Exception {
        var waiting = new CountDownLatch(1);
        var end = new CompletableFuture<Throwable>();
        try (var _ = LockFile.take(file)) {
            var thread = Thread.ofVirtual().start(() -> {
                waiting.countDown();
                try (var _ = LockFile.take(file)) {
                    end.complete(new AssertionError("two holders"));
                } catch (IOException | InterruptedException e) {
                    end.complete(e);
                }
            });
            waiting.await();
            thread.interrupt();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void otherProcessHoldsTheLockUntilItIsKilled() throws Exception {
        var holder = OtherJvm.start(LockHolder.class, file.toString());
        try {
            assertThat(OtherJvm.awaitLine(holder)).isEqualTo("locked");
            assertThat(LockFile.tryTake(file)).isEmpty();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (var lock = LockFile.take(file)) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void refusedAttemptInThisProcessDoesNotLetAnotherProcessIn() throws Exception {
        try (var _ = LockFile.tryTake(file).orElseThrow()) {
            assertThat(LockFile.tryTake(file)).isEmpty();

            var other = OtherJvm.start(LockHolder.class, file.toString());
            assertThat(OtherJvm.awaitLine(other)).isEqualTo("refused");
            other.waitFor();
        }
    }

    @Test
    void interruptedThreadDoesNotGetTheLockOfAnotherProcess() throws Exception {
        var holder = OtherJvm.start(LockHolder.class, file.toString());
        try {
            assertThat(OtherJvm.awaitLine(holder)).isEqualTo("locked");
            var end = new CompletableFuture<Throwable>();
            var thread = Thread.ofPlatform().start(() -> {
                try (var _ = LockFile.take(file)) {
                    end.complete(new AssertionError("two holders"));
                } catch (IOException | InterruptedException e) {
                    end.complete(e);
                }
            });
            thread.interrupt();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }
}
