package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.localplatform.ServiceState.Outcome;
import dev.agenticframework.localplatform.ServiceState.Release;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceStateTest {

    private static Release release(String id, Optional<String> previous) {
        return new Release(
                id,
                "sha256:" + "0".repeat(64),
                "1",
                "0".repeat(40),
                2,
                RolloutStrategy.ROLLING,
                previous,
                false,
                Outcome.PENDING,
                "",
                Instant.EPOCH,
                0,
                Optional.empty());
    }

    private static ServiceState deployed(ServiceState state, String id) {
        return state.begun(release(id, state.current())).succeeded(id, 1);
    }

    private static ServiceState failed(ServiceState state, int times) {
        var now = state;
        for (int i = 0; i < times; i++) {
            var id = "failed-" + i;
            now = now.begun(release(id, now.current())).rolledBack(id, "did not start", 1);
        }
        return now;
    }

    @Test
    void releasesThatDoNotStartLeaveTheRollbackTarget() {
        var state = failed(deployed(deployed(ServiceState.fresh(new ServiceKey("tiny", "dev"), 1), "one"), "two"), 30);

        assertThat(Releasing.before(state).map(Release::id)).contains("one");
        assertThat(state.releases()).hasSizeLessThan(15);
    }

    @Test
    void releasesThatHaveNotEndedStay() {
        var state = deployed(ServiceState.fresh(new ServiceKey("tiny", "dev"), 1), "one");
        state = failed(state.begun(release("waits", state.current())), 30);

        assertThat(state.release("waits")).isPresent();
    }
}
