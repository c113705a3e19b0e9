package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final Environments DEFAULTS = Environments.defaults();

    @Test
    void newInstallationHasThoseOfTheSpecification() {
        assertThat(DEFAULTS.names()).containsExactly("dev", "staging", "production");
        assertThat(DEFAULTS.get("production").policy()).isEqualTo(Environment.PolicyMode.STRICT);
        assertThat(DEFAULTS.get("production").approval()).containsExactly(Environment.ANYONE);
    }

    @Test
    void unknownNameIsRefusedWithTheChoices() {
        assertThatThrownBy(() -> DEFAULTS.get("qa"))
                .hasMessageContaining("ENVIRONMENT_UNKNOWN")
                .extracting(e -> ((FailureException) e).failure().remedy())
                .isEqualTo("Choose one of: dev, staging, production.");
    }

    @Test
    void workForNoEnvironmentIsDoneForTheFirst() {
        assertThat(DEFAULTS.of("")).isEqualTo(DEFAULTS.get("dev"));
    }

    @Test
    void namesAreUniqueAndThereIsAtLeastOne() {
        var dev = DEFAULTS.get("dev");

        assertThatThrownBy(() -> new Environments(List.of(dev, dev))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Environments(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
