package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.SourceControl.Comment;
import dev.agenticframework.agentapi.SourceControl.MergeRequest.State;
import dev.agenticframework.agentapi.SourceControl.Position;
import dev.agenticframework.agentapi.SourceControl.Repository;
import dev.agenticframework.agentapi.SourceControl.Review;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// The id of the repository that the test has created.
    private String shop = "";

    /// Creates the repository that the tests use.
    protected Repository createShop(String description) {
        var repository = control().ensureRepository("shop", description);
        shop = repository.id();
        return repository;
    }

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
        return commit(branch, new Change.Whole(tree), effect);
    }

    private String commit(String branch, Change change, String effect) {
        return control().commit(shop, branch, "main", change, "Generate shop", "Ada <ada@example.com>", effect);
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
            createShop("A shop");
            var head = commit("wf", tree("a", "1"), "wf/t1");
            var request = control().openMergeRequest(shop, "wf", "main", "T", "", "Ada");
            control().review(shop, request.number(), new Review("policy", "fine " + time, List.of()));
            var merged = control().merge(shop, request.number(), head, "Ada");
            control().tag(shop, "v1", merged.mergeCommit().orElseThrow());
        }

        var request = control().mergeRequest(shop, 1).orElseThrow();
        assertThat(request.state()).isEqualTo(State.MERGED);
        assertThat(request.comments()).extracting(Comment::body).containsExactly("fine 1");
        assertThat(control().mergeRequest(shop, 2)).isEmpty();
        assertThat(control().resolve(shop, "v1")).isEqualTo(control().resolve(shop, "main"));
        assertThat(control().repositories()).hasSize(1);
    }

    @Test
    void commitTellsItsAuthorParentsAndMessage() {
        createShop("");
        String first = commit("wf", tree("a", "1"), "wf/t1");
        String second = commit("wf", tree("a", "2"), "wf/t2");

        var described = control().describe(shop, "wf");

        assertThat(described.id()).isEqualTo(second);
        assertThat(described.parents()).containsExactly(first);
        assertThat(described.author()).isEqualTo("Ada");
        assertThat(described.message()).startsWith("Generate shop");
        assertThat(described.at()).isNotNull();
        assertThat(code(() -> control().describe(shop, "absent"))).isEqualTo("REVISION_NOT_FOUND");
    }

    @Test
    void filesThatTheTreeLacksAreGoneFromTheBranch() {
        createShop("");
        commit("wf", tree("old", "1", "kept", "2"), "wf/t1");
        commit("wf", tree("kept", "2"), "wf/t2");

        assertThat(control().read(shop, "wf").entries()).containsOnlyKeys("kept");
    }

    @Test
    void patchChangesItsFilesAndLeavesTheOthers() {
        createShop("");
        commit("wf", tree("old", "1", "kept", "2", "changed", "3"), "wf/t1");
        var patch = new Change.Patch(Map.of("old", Optional.empty(), "changed", Optional.of(file("4"))));

        String patched = commit("wf", patch, "wf/t2");
        String later = commit("wf", new Change.Patch(Map.of("changed", Optional.of(file("5")))), "wf/t3");

        assertThat(control().read(shop, patched)).isEqualTo(tree("kept", "2", "changed", "4"));
        assertThat(control().read(shop, later)).isEqualTo(tree("kept", "2", "changed", "5"));
        assertThat(commit("wf", patch, "wf/t2")).isEqualTo(patched);
        assertThat(control().resolve(shop, "wf")).contains(later);
    }

    private static FileTree.Entry file(String text) {
        return new FileTree.Entry(text.getBytes(UTF_8), false);
    }

    @Test
    void patchOfANewBranchStartsFromItsBase() {
        createShop("");
        String base = commit("wf", tree("kept", "1"), "wf/t1");
        var patch = new Change.Patch(Map.of("added", Optional.of(file("2"))));

        String added = control().commit(shop, "fix", base, patch, "Add", "Ada", "wf/t2");

        assertThat(control().read(shop, added)).isEqualTo(tree("kept", "1", "added", "2"));
    }

    @Test
    void repositoryIsFoundByItsServiceAndByItsId() {
        var created = createShop("");

        assertThat(created.service()).isEqualTo("shop");
        assertThat(control().ofService("shop")).contains(created);
        assertThat(control().repository(created.id())).contains(created);
        assertThat(control().repositories()).containsExactly(created);
        assertThat(control().ofService("other")).isEmpty();
        assertThat(control().repository("no/such/repository")).isEmpty();
    }

    @Test
    void reviewReplacesTheEarlierOneOfItsReviewerOnly() {
        createShop("");
        commit("wf", tree("a", "1"), "wf/t1");
        int number =
                control().openMergeRequest(shop, "wf", "main", "T", "", "Ada").number();
        var first = new Review("policy", "two findings", List.of(remark(1), remark(2)));
        control().review(shop, number, first);
        control().review(shop, number, new Review("cost", "cheap", List.of()));
        control().review(shop, number, new Review("policy", "one finding", List.of(remark(2))));

        var comments = control().mergeRequest(shop, number).orElseThrow().comments();

        assertThat(comments).extracting(Comment::body).containsExactlyInAnyOrder("cheap", "one finding", "fix line 2");
        assertThat(comments)
                .filteredOn(comment -> comment.position().isPresent())
                .extracting(comment -> comment.position().orElseThrow())
                .containsExactly(new Position("a", 2));
    }

    private static Review.Remark remark(int line) {
        return new Review.Remark(new Position("a", line), "fix line " + line);
    }

    @Test
    void movedHeadIsNotMerged() {
        createShop("");
        var reviewed = commit("wf", tree("a", "1"), "wf/t1");
        control().openMergeRequest(shop, "wf", "main", "T", "", "Ada");
        commit("wf", tree("a", "evil"), "wf/t2");

        assertThat(code(() -> control().merge(shop, 1, reviewed, "Ada"))).isEqualTo("MERGE_REQUEST_CHANGED");
        assertThat(control().read(shop, "main").entries()).isEmpty();
        assertThat(control().mergeRequest(shop, 1).orElseThrow().state()).isEqualTo(State.OPEN);
    }

    @Test
    void independentChangesAreMergedAndContradictingOnesAreNamed() {
        createShop("");
        String one = commit("one", tree("a", "1"), "wf-1/t1");
        String two = commit("two", tree("b", "1"), "wf-2/t1");
        String three = commit("three", tree("a", "3"), "wf-3/t1");
        for (var branch : new String[] {"one", "two", "three"}) {
            control().openMergeRequest(shop, branch, "main", "T", "", "A");
        }
        control().merge(shop, 1, one, "A");
        control().merge(shop, 2, two, "A");

        assertThat(control().read(shop, "main")).isEqualTo(tree("a", "1", "b", "1"));
        assertThatThrownBy(() -> control().merge(shop, 3, three, "A"))
                .hasMessageContaining("MERGE_CONFLICT")
                .hasMessageContaining("in a");
    }

    @Test
    void exportHasTheFilesAndNothingOfGit() throws Exception {
        createShop("");
        commit("wf", tree("bin/run.sh", "echo hi", "x", "1"), "wf/t1");

        control().export(shop, "wf", out());

        try (var files = Files.walk(out())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> out().relativize(f).toString()))
                    .containsExactlyInAnyOrder("bin/run.sh", "x");
        }
        assertThat(Files.isExecutable(out().resolve("bin/run.sh"))).isTrue();
        assertThat(code(() -> {
                    control().export(shop, "wf", out());
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
        createShop("");

        assertThat(code(() -> commit(branch, tree("a", "1"), "wf/t1"))).isEqualTo("BRANCH_NAME_INVALID");
        assertThat(control().resolve(shop, branch)).isEmpty();
    }

    @Test
    void commitIdsMayBeAbbreviatedAndUnknownOnesMeanNothing() {
        createShop("");
        var commit = commit("wf", tree("a", "1"), "wf/t1");

        assertThat(control().resolve(shop, commit.substring(0, 8))).contains(commit);
        assertThat(control().resolve(shop, "0123456789")).isEmpty();
        assertThat(code(() -> control().resolve("nothing", "main"))).isEqualTo("REPOSITORY_NOT_FOUND");
    }

    @Test
    void tagOfAReleaseDoesNotMove() {
        createShop("");
        control().tag(shop, "v1", "main");
        commit("wf", tree("a", "1"), "wf/t1");

        assertThat(code(() -> {
                    control().tag(shop, "v1", "wf");
                    return 0;
                }))
                .isEqualTo("TAG_EXISTS");
    }

    @Test
    void comparisonListsCommitsAndFilesInBothDirections() {
        createShop("");
        var one = commit("work", tree("a.txt", "1"), "one");
        var two = commit("work", tree("a.txt", "2", "migrations/1.sql", "x"), "two");

        var forward = control().compare(shop, one, two);
        assertThat(forward.ahead()).isEqualTo(1);
        assertThat(forward.behind()).isZero();
        assertThat(forward.newest()).singleElement().satisfies(commit -> {
            assertThat(commit.id()).isEqualTo(two);
            assertThat(commit.subject()).isEqualTo("Generate shop");
            assertThat(commit.author()).isEqualTo("Ada");
        });
        assertThat(forward.files()).isEqualTo(2);
        assertThat(forward.paths()).containsExactly("a.txt", "migrations/1.sql");
        assertThat(control().compare(shop, two, one).behind()).isEqualTo(1);
        assertThat(code(() -> control().compare(shop, one, "nowhere"))).isEqualTo("REVISION_NOT_FOUND");
    }
}
