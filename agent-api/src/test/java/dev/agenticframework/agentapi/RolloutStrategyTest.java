package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RolloutStrategyTest {
    @Test
    void everyNameNamesItsStrategy() {
        assertThat(RolloutStrategy.names()).containsExactly("rolling", "blue-green", "canary");
        assertThat(RolloutStrategy.names())
                .allSatisfy(name -> assertThat(RolloutStrategy.named(name)).hasToString(name));
    }

    @Test
    void unknownNameIsRefusedWithTheNamesThatExist() {
        assertThatThrownBy(() -> RolloutStrategy.named("Rolling"))
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().code()).isEqualTo("STRATEGY_UNKNOWN");
                    assertThat(thrown.failure().message()).contains("'Rolling'");
                    assertThat(thrown.failure().remedy()).contains("rolling, blue-green, canary");
                });
    }
}
