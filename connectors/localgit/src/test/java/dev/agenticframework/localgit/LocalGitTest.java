package dev.agenticframework.localgit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.SourceControl.Review;
import dev.agenticframework.contracts.SourceControlContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGitTest extends SourceControlContract {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    private LocalGit git;

    @BeforeEach
    void startEmpty() {
        git = new LocalGit(folder.resolve("git"), InstantSource.fixed(TIME));
    }

    @Override
    protected SourceControl control() {
        return git;
    }

    private static String run(Path in, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void cloneShowsExactlyTheTreeAndASaneHistory() throws Exception {
        var repository = createShop("A shop");
        var tree = tree("README.md", "# shop\n", "bin/run.sh", "#!/bin/sh\n", "a/b/c.txt", "deep");
        var head = commit("agentic/wf-1", tree, "wf-1/t4");
        var request = git.openMergeRequest("shop", "agentic/wf-1", "main", "Create shop", "Why", "Ada");
        git.merge("shop", request.number(), head, "Ada");

        run(folder, "git", "clone", "-q", repository.url(), "clone");
        var clone = folder.resolve("clone");

        assertThat(run(clone, "git", "log", "--first-parent", "--format=%s|%an|%at|%b"))
                .isEqualTo("Merge branch 'agentic/wf-1' into 'main'|Ada|1767323045|Create shop\n\n"
                        + "See merge request !1\n\n"
                        + "Initial commit|Agentic Framework|1767323045|\n");
        assertThat(run(clone, "git", "ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD"))
                .isEqualTo("100644 README.md\n100644 a/b/c.txt\n100755 bin/run.sh\n");
        assertThat(run(clone, "git", "log", "-1", "--format=%ae|%(trailers:key=Agentic-Effect,valueonly)", head))
                .isEqualTo("ada@example.com|wf-1/t4\n\n");
        assertThat(run(Path.of(repository.url()), "git", "fsck", "--strict")).doesNotContain("error");
        assertThat(git.read("shop", "main")).isEqualTo(tree);
    }

    @Test
    void sameEffectWithOtherContentIsANewCommitOnTop() throws Exception {
        var repository = createShop("");
        var first = commit("wf", tree("a", "1"), "wf/t1");
        var second = commit("wf", tree("a", "2", "b", "3"), "wf/t1");

        assertThat(second).isNotEqualTo(first);
        assertThat(git.read("shop", "wf")).isEqualTo(tree("a", "2", "b", "3"));
        assertThat(run(Path.of(repository.url()), "git", "rev-list", "--count", "main..wf"))
                .isEqualTo("2\n");
    }

    @Test
    void branchThatFellBehindKeepsItsCommitsAndTakesTheBaseIn() throws Exception {
        var repository = createShop("");
        var one = commit("one", tree("a", "1"), "wf-1/t1");
        commit("two", tree("b", "1"), "wf-2/t1");
        git.merge(
                "shop",
                git.openMergeRequest("shop", "one", "main", "T", "", "A").number(),
                one,
                "A");

        commit("two", tree("a", "1", "b", "2"), "wf-2/t2");

        assertThat(run(Path.of(repository.url()), "git", "merge-base", "main", "two")
                        .strip())
                .isEqualTo(git.resolve("shop", "main").orElseThrow());
        assertThat(run(Path.of(repository.url()), "git", "log", "--format=%s", "two"))
                .contains("Generate shop");
        assertThat(git.read("shop", "two")).isEqualTo(tree("a", "1", "b", "2"));
    }

    @Test
    void mergeThatWasRecordedOnlyInGitIsAdopted() throws Exception {
        createShop("");
        var head = commit("wf", tree("a", "1"), "wf/t1");
        git.openMergeRequest("shop", "wf", "main", "T", "", "A");
        var record = folder.resolve("git/shop.git/agentic/merge-requests/1.json");
        var open = Files.readAllBytes(record);
        var merged = git.merge("shop", 1, head, "A");
        Files.write(record, open);

        assertThat(git.merge("shop", 1, head, "A").mergeCommit()).isEqualTo(merged.mergeCommit());
        assertThat(git.resolve("shop", "main")).isEqualTo(merged.mergeCommit());
    }

    @Test
    void pushedSymbolicLinkThatLeavesTheRepositoryIsNotExported() throws Exception {
        var repository = createShop("");
        run(folder, "git", "clone", "-q", repository.url(), "clone");
        var clone = folder.resolve("clone");
        Files.createSymbolicLink(clone.resolve("passwd"), Path.of("../../../etc/passwd"));
        run(clone, "git", "add", "-A");
        run(clone, "git", "-c", "user.name=Eve", "-c", "user.email=e@e", "commit", "-qm", "x");
        run(clone, "git", "push", "-q", "origin", "HEAD:refs/heads/evil");

        assertThat(code(() -> {
                    git.export("shop", "evil", folder.resolve("out"));
                    return 0;
                }))
                .isEqualTo("TREE_PATH_INVALID");
        assertThat(git.read("shop", "evil").entries()).isEmpty();
    }

    @Test
    void nothingIsWrittenBesideTheRepositories() throws Exception {
        createShop("");
        commit("wf", tree("a", "1"), "wf/t1");

        try (var files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(".")))
                    .containsExactly(".shop.lock");
        }
    }

    @Test
    void writersOfOneRepositoryWaitForEachOther() throws Exception {
        createShop("");
        commit("wf", tree("a", "1"), "wf/t1");
        var other = new LocalGit(folder.resolve("git"), InstantSource.fixed(TIME));
        var calls = IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    var control = i % 2 == 0 ? git : other;
                    control.commit(
                            "shop", "wf", "main", new Change.Whole(tree("f", "" + i)), "m", "A", "wf-" + i + "/t1");
                    var request = control.openMergeRequest("shop", "wf", "main", "T", "", "A");
                    control.review("shop", request.number(), new Review("k" + i, "b", List.of()));
                    return request.number();
                })
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(1);
            }
        }

        assertThat(git.mergeRequest("shop", 1).orElseThrow().comments()).hasSize(24);
        assertThat(run(folder.resolve("git/shop.git"), "git", "rev-list", "--count", "main..wf"))
                .isEqualTo("25\n");
    }

    @Test
    void lockThatAKilledProcessLeftDoesNotBlockForever() throws Exception {
        createShop("");
        commit("wf", tree("a", "1"), "wf/t1");
        Files.createFile(folder.resolve("git/shop.git/refs/heads/wf.lock"));

        commit("wf", tree("a", "2"), "wf/t2");

        assertThat(git.read("shop", "wf")).isEqualTo(tree("a", "2"));
    }

    @Test
    void lockUnderWhichSomebodyElseWorksIsLeftAlone() throws Exception {
        createShop("");
        commit("wf", tree("a", "1"), "wf/t1");
        Path lock = Files.createFile(folder.resolve("git/shop.git/refs/heads/wf.lock"));
        var done = new CountDownLatch(1);
        Thread other = Thread.startVirtualThread(() -> {
            for (long time = 1; done.getCount() > 0; time++) {
                touch(lock, time);
            }
        });

        assertThat(code(() -> commit("wf", tree("a", "2"), "wf/t2"))).isEqualTo("REPOSITORY_BUSY");

        done.countDown();
        other.join();
        assertThat(lock).exists();
    }

    private static void touch(Path file, long seconds) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
            Thread.sleep(1);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
