package dev.agenticframework.localgit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.contracts.SourceControlContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories in a group, as servers have them.
class GroupedGitTest extends SourceControlContract {
    @TempDir
    Path folder;

    private LocalGit git;

    @BeforeEach
    void open() {
        git = new LocalGit(folder, "platform/payments", Clock.systemUTC());
    }

    @Override
    protected SourceControl control() {
        return git;
    }

    @Test
    void repositoryIsInItsGroup() {
        var repository = createShop("");

        assertThat(repository.id()).isEqualTo("platform/payments/shop");
        assertThat(repository.url())
                .isEqualTo(folder.resolve("platform/payments/shop.git").toString());
    }

    @Test
    void repositoriesOutsideTheGroupAreNotFound() {
        var others = new LocalGit(folder, Clock.systemUTC());
        others.ensureRepository("other", "");

        assertThat(git.repository("other")).isEmpty();
        assertThat(git.repositories()).isEmpty();
        assertThat(code(() -> git.read("other", "main"))).isEqualTo("REPOSITORY_NOT_FOUND");
    }
}
