package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What works without a platform.
class OfflineToolsTest {
    @TempDir
    Path home;

    private OfflineTools onAMachineWith(String path) {
        return new OfflineTools(new Settings(
                home,
                Path.of("..").toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                Map.of("PATH", path)));
    }

    @Test
    void aLanguageWhoseToolchainIsMissingIsSaidBeforeAnythingStarts() {
        var plan = onAMachineWith(home.toString()).plan("Create a Go service called geo-lookup in dev");

        assertThat(plan.path("status").asString()).isEqualTo("unavailable");
        assertThat(plan.path("tasks").isEmpty()).isTrue();
        assertThat(plan.path("questions").toString())
                .contains("go cannot be built here")
                .contains("not on the PATH");
        assertThat(plan.path("choices").path("language").toString()).doesNotContain("\"go\"");
    }

    @Test
    void whatIsNotDeployedNeedsNoToolchain() {
        var plan = onAMachineWith(home.toString())
                .plan("Create a Go service called geo-lookup without a database, but do not deploy it");

        assertThat(plan.path("status").asString()).isEqualTo("planned");
    }

    @Test
    void whichServicesExistIsNotHeldAgainstAPlan() {
        assertThat(onAMachineWith(home.toString())
                        .plan("Deploy geo-lookup to staging")
                        .path("status")
                        .asString())
                .isEqualTo("planned");
    }
}
