package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    private static final Field<?>[] GATED = {
        Fields.REPOSITORY, Fields.COMMIT, Fields.ENVIRONMENT, Fields.DEPLOYMENT_DECISION
    };

    private static Capability capability(Set<Effect> effects, Field<?>... inputs) {
        return new Capability(
                "ship",
                "release",
                "Release {serviceName}",
                effects,
                List.of(inputs),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                1,
                Optional.empty());
    }

    @Test
    void capabilityThatChangesTrafficWithoutTheGatesDecisionCannotBeDeclared() {
        assertThatThrownBy(() -> capability(Set.of(Effect.CHANGES_TRAFFIC), Fields.SERVICE_NAME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ship.release changes traffic")
                .hasMessageContaining("'deploymentDecision'");
        assertThatThrownBy(() -> capability(Set.of(Effect.CHANGES_TRAFFIC), Fields.DEPLOYMENT_DECISION.asOptional()))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(capability(Set.of(Effect.CHANGES_TRAFFIC), GATED).does(Effect.CHANGES_TRAFFIC))
                .isTrue();
    }

    @Test
    void capabilityThatTakesEvidenceTakesWhatTheEvidenceIsAbout() {
        assertThatThrownBy(() -> capability(
                        Set.of(Effect.READS), Fields.SERVICE_NAME, Fields.REPOSITORY, Fields.COMMIT, Fields.DECISION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes the evidence 'decision', so it must take the input 'mergeRequest'");
    }

    @Test
    void whatChangesTrafficOrDestroysNeedsApproval() {
        assertThat(Arrays.stream(Effect.values())
                        .filter(effect -> capability(Set.of(effect), GATED).needsApproval()))
                .containsExactly(Effect.CHANGES_TRAFFIC, Effect.RESTORES_TRAFFIC, Effect.DESTROYS);
    }

    @Test
    void capabilityWithoutEffectsCannotBeDeclared() {
        assertThatThrownBy(() -> capability(Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("effect");
    }

    @Test
    void riskIsThatOfTheRiskiestEffect() {
        assertThat(capability(Set.of(Effect.READS, Effect.WRITES_REPOSITORY)).risk())
                .isEqualTo(Risk.LOW);
        assertThat(capability(Set.of(Effect.READS, Effect.RESTORES_TRAFFIC)).risk())
                .isEqualTo(Risk.MEDIUM);
        assertThat(capability(Set.of(Effect.CHANGES_INFRASTRUCTURE, Effect.CHANGES_TRAFFIC), GATED)
                        .risk())
                .isEqualTo(Risk.HIGH);
    }
}
