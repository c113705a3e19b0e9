package dev.agenticframework.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl.Comment;
import dev.agenticframework.agentapi.SourceControl.MergeRequest.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceControlTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    private GitSourceControl git;

    @BeforeEach
    void startEmpty() {
        git = new GitSourceControl(folder.resolve("git"), InstantSource.fixed(TIME));
    }

    private static FileTree tree(String... pathsAndTexts) {
        var files = new HashMap<String, FileTree.Entry>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(
                    pathsAndTexts[i],
                    new FileTree.Entry(pathsAndTexts[i + 1].getBytes(UTF_8), pathsAndTexts[i].endsWith(".sh")));
        }
        return FileTree.of(files);
    }

    private String commit(String branch, FileTree tree, String effect) {
        return git.commit("shop", branch, "main", tree, "Generate shop", "Ada <ada@example.com>", effect);
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

    private static String code(Callable<?> call) {
        try {
            call.call();
        } catch (FailureException e) {
            return e.failure().code();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return "none";
    }

    @Test
    void cloneShowsExactlyTheTreeAndASaneHistory() throws Exception {
        var repository = git.ensureRepository("shop", "A shop");
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
    void everyCallMadeAgainChangesNothing() {
        for (int time = 0; time < 2; time++) {
            git.ensureRepository("shop", "A shop");
            var head = commit("wf", tree("a", "1"), "wf/t1");
            var request = git.openMergeRequest("shop", "wf", "main", "T", "", "Ada");
            git.comment("shop", request.number(), new Comment("policy", "policy", "fine " + time));
            var merged = git.merge("shop", request.number(), head, "Ada");
            git.tag("shop", "v1", merged.mergeCommit().orElseThrow());
        }

        var request = git.mergeRequest("shop", 1).orElseThrow();
        assertThat(request.state()).isEqualTo(State.MERGED);
        assertThat(request.comments()).containsExactly(new Comment("policy", "policy", "fine 1"));
        assertThat(git.mergeRequest("shop", 2)).isEmpty();
        assertThat(git.resolve("shop", "v1")).isEqualTo(git.resolve("shop", "main"));
        assertThat(git.repositories()).hasSize(1);
    }

    @Test
    void sameEffectWithOtherContentIsANewCommitOnTop() throws Exception {
        var repository = git.ensureRepository("shop", "");
        var first = commit("wf", tree("a", "1"), "wf/t1");
        var second = commit("wf", tree("a", "2", "b", "3"), "wf/t1");

        assertThat(second).isNotEqualTo(first);
        assertThat(git.read("shop", "wf")).isEqualTo(tree("a", "2", "b", "3"));
        assertThat(run(Path.of(repository.url()), "git", "rev-list", "--count", "main..wf"))
                .isEqualTo("2\n");
    }

    @Test
    void filesThatTheTreeLacksAreGoneFromTheBranch() {
        git.ensureRepository("shop", "");
        commit("wf", tree("old", "1", "kept", "2"), "wf/t1");
        commit("wf", tree("kept", "2"), "wf/t2");

        assertThat(git.read("shop", "wf").entries()).containsOnlyKeys("kept");
    }

    @Test
    void branchThatFellBehindKeepsItsCommitsAndTakesTheBaseIn() throws Exception {
        var repository = git.ensureRepository("shop", "");
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
    void movedHeadIsNotMerged() {
        git.ensureRepository("shop", "");
        var reviewed = commit("wf", tree("a", "1"), "wf/t1");
        git.openMergeRequest("shop", "wf", "main", "T", "", "Ada");
        commit("wf", tree("a", "evil"), "wf/t2");

        assertThat(code(() -> git.merge("shop", 1, reviewed, "Ada"))).isEqualTo("MERGE_REQUEST_CHANGED");
        assertThat(git.read("shop", "main").entries()).isEmpty();
        assertThat(git.mergeRequest("shop", 1).orElseThrow().state()).isEqualTo(State.OPEN);
    }

    @Test
    void independentChangesAreMergedAndContradictingOnesAreNamed() {
        git.ensureRepository("shop", "");
        var heads = Map.of(
                "one", commit("one", tree("a", "1"), "wf-1/t1"),
                "two", commit("two", tree("b", "1"), "wf-2/t1"),
                "three", commit("three", tree("a", "3"), "wf-3/t1"));
        for (var branch : new String[] {"one", "two", "three"}) {
            git.openMergeRequest("shop", branch, "main", "T", "", "A");
        }
        git.merge("shop", 1, heads.get("one"), "A");
        git.merge("shop", 2, heads.get("two"), "A");

        assertThat(git.read("shop", "main")).isEqualTo(tree("a", "1", "b", "1"));
        assertThatThrownBy(() -> git.merge("shop", 3, heads.get("three"), "A"))
                .hasMessageContaining("MERGE_CONFLICT")
                .hasMessageContaining("in a");
    }

    @Test
    void mergeThatWasRecordedOnlyInGitIsAdopted() throws Exception {
        git.ensureRepository("shop", "");
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
    void exportHasTheFilesAndNothingOfGit() throws Exception {
        git.ensureRepository("shop", "");
        commit("wf", tree("bin/run.sh", "echo hi", "x", "1"), "wf/t1");

        git.export("shop", "wf", folder.resolve("out"));

        try (var files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> folder.resolve("out").relativize(f).toString()))
                    .containsExactlyInAnyOrder("bin/run.sh", "x");
        }
        assertThat(Files.isExecutable(folder.resolve("out/bin/run.sh"))).isTrue();
        assertThat(code(() -> {
                    git.export("shop", "wf", folder.resolve("out"));
                    return 0;
                }))
                .isEqualTo("EXPORT_DIRECTORY_NOT_EMPTY");
    }

    @Test
    void pushedSymbolicLinkThatLeavesTheRepositoryIsNotExported() throws Exception {
        var repository = git.ensureRepository("shop", "");
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

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "", "A", "-x", "x-", "a..b", "a b", "$(id)", ".git", "a\n", "é"})
    void hostileRepositoryNamesAreRefused(String name) {
        assertThat(code(() -> git.ensureRepository(name, ""))).isEqualTo("REPOSITORY_NAME_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../main", "-f", "a..b", "a b", "x.lock", "@{-1}", "a~1", "refs/", "a\0b", ""})
    void hostileBranchNamesAreRefused(String branch) {
        git.ensureRepository("shop", "");

        assertThat(code(() -> commit(branch, tree("a", "1"), "wf/t1"))).isEqualTo("BRANCH_NAME_INVALID");
        assertThat(git.resolve("shop", branch)).isEmpty();
    }

    @Test
    void commitIdsMayBeAbbreviatedAndUnknownOnesMeanNothing() {
        git.ensureRepository("shop", "");
        var commit = commit("wf", tree("a", "1"), "wf/t1");

        assertThat(git.resolve("shop", commit.substring(0, 8))).contains(commit);
        assertThat(git.resolve("shop", "0123456789")).isEmpty();
        assertThat(code(() -> git.resolve("nothing", "main"))).isEqualTo("REPOSITORY_NOT_FOUND");
    }

    @Test
    void tagOfAReleaseDoesNotMove() {
        git.ensureRepository("shop", "");
        git.tag("shop", "v1", "main");
        commit("wf", tree("a", "1"), "wf/t1");

        assertThat(code(() -> {
                    git.tag("shop", "v1", "wf");
                    return 0;
                }))
                .isEqualTo("TAG_EXISTS");
    }

    @Test
    void nothingIsWrittenBesideTheRepositories() throws Exception {
        git.ensureRepository("shop", "");
        commit("wf", tree("a", "1"), "wf/t1");

        try (var files = Files.walk(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(".")))
                    .containsExactly(".shop.lock");
        }
    }

    @Test
    void writersOfOneRepositoryWaitForEachOther() throws Exception {
        git.ensureRepository("shop", "");
        commit("wf", tree("a", "1"), "wf/t1");
        var other = new GitSourceControl(folder.resolve("git"), InstantSource.fixed(TIME));
        var calls = IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    var control = i % 2 == 0 ? git : other;
                    control.commit("shop", "wf", "main", tree("f", "" + i), "m", "A", "wf-" + i + "/t1");
                    var request = control.openMergeRequest("shop", "wf", "main", "T", "", "A");
                    control.comment("shop", request.number(), new Comment("k" + i, "a", "b"));
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
        git.ensureRepository("shop", "");
        commit("wf", tree("a", "1"), "wf/t1");
        Files.createFile(folder.resolve("git/shop.git/refs/heads/wf.lock"));

        assertThat(code(() -> commit("wf", tree("a", "2"), "wf/t2"))).isEqualTo("REPOSITORY_BUSY");
        commit("wf", tree("a", "2"), "wf/t2");

        assertThat(git.read("shop", "wf")).isEqualTo(tree("a", "2"));
    }
}
