package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetNamesTest {
    private static final TargetNames NAMES =
            new TargetNames(Map.of(Port.ROLLOUTS, "cluster", Port.SOURCE_CONTROL, "gitlab"));

    @Test
    void workflowKeepsTheConnectionsOfEachEnvironment() {
        var labels = NAMES.label("staging");

        assertThat(labels).containsExactly(Map.entry("targets.staging", "sourceControl=gitlab,rollouts=cluster"));
        assertThat(TargetNames.kept(labels, "staging")).isEqualTo(NAMES);
        assertThat(TargetNames.kept(labels, "production")).isEqualTo(TargetNames.LOCAL);
    }

    @Test
    void workOnThisMachineNeedsNoLabel() {
        assertThat(TargetNames.LOCAL.label("dev")).isEmpty();
        assertThat(TargetNames.kept(Map.of(), "dev")).isEqualTo(TargetNames.LOCAL);
    }

    @Test
    void portsThatThisVersionDoesNotKnowAreIgnored() {
        assertThat(TargetNames.kept(Map.of("targets.dev", "builds=kaniko,scanning=trivy"), "dev"))
                .isEqualTo(new TargetNames(Map.of(Port.BUILDS, "kaniko")));
    }
}
