package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Trigger.Given;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {
    private static final String PATTERN = "{\"detail-type\": [\"deployment.completed\"]}";

    private static Capability capability(Effect effect, Field<?>... inputs) {
        return new Capability(
                "toy",
                "note",
                "Note {serviceName}",
                Set.of(effect),
                List.of(inputs),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                1,
                Optional.empty());
    }

    private static final Capability NOTE = capability(Effect.READS, Fields.SERVICE_NAME, Fields.REPLICAS);

    @Test
    void inputsAreTypedValuesOrPointersIntoTheEvent() {
        var trigger = new Trigger(
                "note-it",
                PATTERN,
                NOTE,
                List.of(Trigger.from(Fields.SERVICE_NAME, "/detail/service_name"), Trigger.value(Fields.REPLICAS, 2)));

        assertThat(trigger.inputs())
                .containsExactly(
                        new Given.Pointer(Fields.SERVICE_NAME, "/detail/service_name"),
                        new Given.Value(Fields.REPLICAS, "2"));
    }

    @Test
    void inputsThatTheActionDoesNotTakeOrThatItLacksAreRefused() {
        assertThatThrownBy(() -> new Trigger("note-it", PATTERN, NOTE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toy.note needs the input 'serviceName'");
        assertThatThrownBy(() -> new Trigger(
                        "note-it",
                        PATTERN,
                        NOTE,
                        List.of(
                                Trigger.value(Fields.SERVICE_NAME, "shop"),
                                Trigger.from(Fields.COMMIT, "/detail/commit"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toy.note has no input 'commit'");
    }

    @Test
    void eventDoesNotReplaceTheDecisionOfThePolicyGate() {
        var release = capability(
                Effect.CHANGES_TRAFFIC,
                Fields.REPOSITORY,
                Fields.COMMIT,
                Fields.ENVIRONMENT,
                Fields.DEPLOYMENT_DECISION);

        assertThatThrownBy(() -> new Trigger(
                        "release-it",
                        PATTERN,
                        release,
                        List.of(Trigger.value(Fields.DEPLOYMENT_DECISION, Decision.PASS))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gives the evidence 'deploymentDecision'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "detail", "/a~2", "$.detail"})
    void whatIsNoPointerToAValueIsRefused(String pointer) {
        assertThatThrownBy(() -> Trigger.from(Fields.SERVICE_NAME, pointer))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Note", "a,b", "a-name-that-is-longer-than-30-characters"})
    void nameThatDoesNotFitIsRefused(String name) {
        assertThatThrownBy(() -> new Trigger(name, PATTERN, NOTE, List.of(Trigger.value(Fields.SERVICE_NAME, "shop"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
