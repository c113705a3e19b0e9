package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.ServicePlatform.Rollout.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformTest {

    @TempDir
    Path directory;

    private PlatformFixture fixture;

    @BeforeEach
    void start() throws InterruptedException {
        fixture = new PlatformFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void deployedServiceAnswersThroughTheGateway() throws Exception {
        var rollout = fixture.deploy("dep-1", "tiny", new TinyService("tiny", "one").tree(), 2, "rolling");

        assertThat(rollout.outcome()).isEqualTo(Outcome.DEPLOYED);
        assertThat(fixture.get("tiny", "/items").body()).contains("\"version\": \"one\"");
        assertThat(fixture.status("tiny").readyReplicas()).isEqualTo(2);
    }

    @Test
    void replicaThatDiesWhileStartingBringsTheReleaseBeforeBack() throws Exception {
        fixture.deploy("dep-1", "tiny", new TinyService("tiny", "one").tree(), 2, "rolling");

        var rollout = fixture.deploy(
                "dep-2",
                "tiny",
                new TinyService("tiny", "two").with("dies", true).tree(),
                2,
                "rolling");

        assertThat(rollout.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(rollout.reason()).contains("exit code 7").contains("cannot go on");
        assertThat(fixture.get("tiny", "/items").body()).contains("\"version\": \"one\"");
        assertThat(fixture.status("tiny").readyReplicas()).isEqualTo(2);
    }
}
