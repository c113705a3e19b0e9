package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.Comment;
import dev.agenticframework.agentapi.SourceControl.MergeRequest.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [SourceControl] must do.
public abstract class SourceControlContract {
    @TempDir
    Path exports;

    /// The source control under test, without repositories at the beginning of each test.
    protected abstract SourceControl control();

    private Path out() {
        return exports.resolve("out");
    }

    /// A tree of these files: paths and texts in turn.
    protected static FileTree tree(String... pathsAndTexts) {
        var files = new HashMap<String, FileTree.Entry>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(
                    pathsAndTexts[i],
                    new FileTree.Entry(pathsAndTexts[i + 1].getBytes(UTF_8), pathsAndTexts[i].endsWith(".sh")));
        }
        return FileTree.of(files);
    }

    /// Commits to a branch of `shop` that starts at `main`.
    protected String commit(String branch, FileTree tree, String effect) {
        return control().commit("shop", branch, "main", tree, "Generate shop", "Ada <ada@example.com>", effect);
    }

    /// The code of the failure of a call; `none` when it succeeds.
    protected static String code(Callable<?> call) {
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
    void everyCallMadeAgainChangesNothing() {
        for (int time = 0; time < 2; time++) {
            control().ensureRepository("shop", "A shop");
            var head = commit("wf", tree("a", "1"), "wf/t1");
            var request = control().openMergeRequest("shop", "wf", "main", "T", "", "Ada");
            control().comment("shop", request.number(), new Comment("policy", "policy", "fine " + time));
            var merged = control().merge("shop", request.number(), head, "Ada");
            control().tag("shop", "v1", merged.mergeCommit().orElseThrow());
        }

        var request = control().mergeRequest("shop", 1).orElseThrow();
        assertThat(request.state()).isEqualTo(State.MERGED);
        assertThat(request.comments()).containsExactly(new Comment("policy", "policy", "fine 1"));
        assertThat(control().mergeRequest("shop", 2)).isEmpty();
        assertThat(control().resolve("shop", "v1")).isEqualTo(control().resolve("shop", "main"));
        assertThat(control().repositories()).hasSize(1);
    }

    @Test
    void filesThatTheTreeLacksAreGoneFromTheBranch() {
        control().ensureRepository("shop", "");
        commit("wf", tree("old", "1", "kept", "2"), "wf/t1");
        commit("wf", tree("kept", "2"), "wf/t2");

        assertThat(control().read("shop", "wf").entries()).containsOnlyKeys("kept");
    }

    @Test
    void movedHeadIsNotMerged() {
        control().ensureRepository("shop", "");
        var reviewed = commit("wf", tree("a", "1"), "wf/t1");
        control().openMergeRequest("shop", "wf", "main", "T", "", "Ada");
        commit("wf", tree("a", "evil"), "wf/t2");

        assertThat(code(() -> control().merge("shop", 1, reviewed, "Ada"))).isEqualTo("MERGE_REQUEST_CHANGED");
        assertThat(control().read("shop", "main").entries()).isEmpty();
        assertThat(control().mergeRequest("shop", 1).orElseThrow().state()).isEqualTo(State.OPEN);
    }

    @Test
    void independentChangesAreMergedAndContradictingOnesAreNamed() {
        control().ensureRepository("shop", "");
        String one = commit("one", tree("a", "1"), "wf-1/t1");
        String two = commit("two", tree("b", "1"), "wf-2/t1");
        String three = commit("three", tree("a", "3"), "wf-3/t1");
        for (var branch : new String[] {"one", "two", "three"}) {
            control().openMergeRequest("shop", branch, "main", "T", "", "A");
        }
        control().merge("shop", 1, one, "A");
        control().merge("shop", 2, two, "A");

        assertThat(control().read("shop", "main")).isEqualTo(tree("a", "1", "b", "1"));
        assertThatThrownBy(() -> control().merge("shop", 3, three, "A"))
                .hasMessageContaining("MERGE_CONFLICT")
                .hasMessageContaining("in a");
    }

    @Test
    void exportHasTheFilesAndNothingOfGit() throws Exception {
        control().ensureRepository("shop", "");
        commit("wf", tree("bin/run.sh", "echo hi", "x", "1"), "wf/t1");

        control().export("shop", "wf", out());

        try (var files = Files.walk(out())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> out().relativize(f).toString()))
                    .containsExactlyInAnyOrder("bin/run.sh", "x");
        }
        assertThat(Files.isExecutable(out().resolve("bin/run.sh"))).isTrue();
        assertThat(code(() -> {
                    control().export("shop", "wf", out());
                    return 0;
                }))
                .isEqualTo("EXPORT_DIRECTORY_NOT_EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/b", "", "A", "-x", "x-", "a..b", "a b", "$(id)", ".git", "a\n", "é"})
    void hostileRepositoryNamesAreRefused(String name) {
        assertThat(code(() -> control().ensureRepository(name, ""))).isEqualTo("REPOSITORY_NAME_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../main", "-f", "a..b", "a b", "x.lock", "@{-1}", "a~1", "refs/", "a\0b", ""})
    void hostileBranchNamesAreRefused(String branch) {
        control().ensureRepository("shop", "");

        assertThat(code(() -> commit(branch, tree("a", "1"), "wf/t1"))).isEqualTo("BRANCH_NAME_INVALID");
        assertThat(control().resolve("shop", branch)).isEmpty();
    }

    @Test
    void commitIdsMayBeAbbreviatedAndUnknownOnesMeanNothing() {
        control().ensureRepository("shop", "");
        var commit = commit("wf", tree("a", "1"), "wf/t1");

        assertThat(control().resolve("shop", commit.substring(0, 8))).contains(commit);
        assertThat(control().resolve("shop", "0123456789")).isEmpty();
        assertThat(code(() -> control().resolve("nothing", "main"))).isEqualTo("REPOSITORY_NOT_FOUND");
    }

    @Test
    void tagOfAReleaseDoesNotMove() {
        control().ensureRepository("shop", "");
        control().tag("shop", "v1", "main");
        commit("wf", tree("a", "1"), "wf/t1");

        assertThat(code(() -> {
                    control().tag("shop", "v1", "wf");
                    return 0;
                }))
                .isEqualTo("TAG_EXISTS");
    }
}
