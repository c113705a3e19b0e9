package dev.agenticframework.agentapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {

    private static FileTree.Entry file(String text) {
        return new FileTree.Entry(text.getBytes(UTF_8), false);
    }

    @Test
    void archiveKeepsContentAndExecutableBit() {
        var tree = FileTree.of(
                Map.of("b/run.sh", new FileTree.Entry("echo".getBytes(UTF_8), true), "a.txt", file("hello")));

        var back = FileTree.fromZip(tree.toZip());

        assertThat(back).isEqualTo(tree);
        assertThat(back.entries().get("b/run.sh").executable()).isTrue();
        assertThat(back.entries().get("a.txt").executable()).isFalse();
        assertThat(back.entries().get("a.txt").content()).asString(UTF_8).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../b", "a//b", "", ".git/config", "a\\b", "a/./b", "x\ny"})
    void pathsThatLeaveTheTreeAreRefused(String path) {
        assertThatThrownBy(() -> FileTree.of(Map.of(path, file("x"))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("TREE_PATH_INVALID"));
    }

    @Test
    void pathInsideAFileIsRefused() {
        assertThatThrownBy(() -> FileTree.of(Map.of("a", file("1"), "a-b", file("2"), "a/b/c", file("3"))))
                .hasMessageContaining("TREE_PATH_INVALID")
                .hasMessageContaining("'a/b/c' is inside 'a'");
    }

    @Test
    void sizeIsThatOfAllFiles() {
        assertThat(FileTree.of(Map.of("a", file("12"), "b", file("345"))).size())
                .isEqualTo(5);
    }

    @Test
    void treesThatShareAPathCannotBeJoined() {
        var one = FileTree.of(Map.of("a", file("1")));

        assertThatThrownBy(() -> one.with(FileTree.of(Map.of("a", file("2"))))).hasMessageContaining("TREE_PATH_TWICE");
    }
}
