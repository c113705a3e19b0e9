package dev.agenticframework.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

    private static final int SOMEBODY = 1_900_000_001;

    @TempDir
    Path directory;

    private Path tree;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s3cret");
    }

    private boolean root() throws IOException {
        return (int) Files.getAttribute(directory, "unix:uid") == 0;
    }

    @Test
    void linkOnTheWayLeadsOutOfTheTree() throws IOException {
        Files.createSymbolicLink(tree.resolve("first"), Path.of("second"));
        Files.createSymbolicLink(tree.resolve("second"), outside);
        Files.createDirectories(tree.resolve("folder"));

        assertThat(Trees.contains(tree, tree.resolve("first/secret"))).isFalse();
        assertThat(Trees.contains(tree, tree.resolve("folder/../../outside/secret")))
                .isFalse();
        assertThat(Trees.contains(tree, tree.resolve("first"))).isTrue();
        assertThat(Trees.contains(tree, tree.resolve("folder/missing"))).isTrue();
        assertThat(Trees.hasFile(tree, tree.resolve("first"))).isFalse();
        assertThatThrownBy(() -> Trees.copy(tree, tree.resolve("first/secret"), outside, outside.resolve("copy")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void copyIsNotWrittenThroughALinkInItsPlace() throws IOException {
        Files.createDirectories(tree.resolve("out"));
        Files.writeString(tree.resolve("out/secret"), "changed");
        var target = Files.createDirectories(directory.resolve("target"));
        Files.createSymbolicLink(target.resolve("out"), outside);

        Trees.copy(tree, tree, target, target);

        assertThat(outside.resolve("secret")).hasContent("s3cret");
        assertThat(target.resolve("out/secret")).hasContent("changed");
    }

    @Test
    void linksAreCopiedAndNotFollowed() throws IOException {
        Files.createSymbolicLink(tree.resolve("link"), outside.resolve("secret"));

        Trees.copy(tree, tree, directory.resolve("copy"), directory.resolve("copy"));
        Trees.delete(tree);

        assertThat(directory.resolve("copy/link")).isSymbolicLink();
        assertThat(outside.resolve("secret")).exists();
    }

    @Test
    void folderThatNobodyCanEnterIsDeleted() throws IOException {
        var closed = Files.createDirectories(tree.resolve("closed/inner"));
        Files.writeString(closed.resolve("file"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(tree.resolve("closed"), PosixFilePermissions.fromString("---------"));

        Trees.delete(tree);

        assertThat(tree).doesNotExist();
    }

    @Test
    void secondNameOfAFileOfAnotherUserIsNeitherReadNorGivenAway() throws IOException {
        assumeTrue(root(), "only root can make files of other users");
        Trees.own(tree, SOMEBODY);
        Files.createLink(tree.resolve("second"), outside.resolve("secret"));

        assertThat(Trees.hasFile(tree, tree.resolve("second"))).isFalse();
        assertThatThrownBy(() -> Trees.copy(tree, tree, directory.resolve("copy"), directory.resolve("copy")))
                .hasMessageContaining("second");
        Trees.ownTree(tree, SOMEBODY);
        assertThat(Files.getAttribute(outside.resolve("secret"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void closedFolderIsItsOwnersOnly() throws IOException {
        var fresh = directory.resolve("a/b");
        Trees.close(fresh);
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxr-xr-x"));
        Trees.close(outside);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
                .isEqualTo("rwx------");
    }
}
