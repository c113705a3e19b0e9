package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Resumption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionsTest {

    private static Capability capability(String action) {
        return new Capability(
                "toy",
                action,
                "Play",
                Set.of(Effect.READS),
                List.of(),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                1,
                Optional.empty());
    }

    private static TaskResult done(TaskContext task) {
        return TaskResult.succeeded(Outputs.NONE, task.action());
    }

    private record Task(String action) implements TaskContext {
        @Override
        public TaskKey key() {
            return new TaskKey("wf-1", "t1", 1);
        }

        @Override
        public Inputs inputs() {
            return new Inputs(Map.of());
        }

        @Override
        public String requestedBy() {
            return "ada";
        }

        @Override
        public Map<String, String> labels() {
            return Map.of();
        }

        @Override
        public Optional<Resumption> resumption() {
            return Optional.empty();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public String traceparent() {
            return "";
        }

        @Override
        public void progress(double fraction, String message) {}

        @Override
        public void log(String line) {}
    }

    @Test
    void taskIsCarriedOutByTheActionThatItNames() throws Exception {
        var actions = Actions.of(capability("hop"), ActionsTest::done).with(capability("skip"), ActionsTest::done);

        assertThat(actions.capabilities()).extracting(Capability::action).containsExactly("hop", "skip");
        assertThat(actions.perform(new Task("skip"))).isEqualTo(TaskResult.succeeded(Outputs.NONE, "skip"));
    }

    @Test
    void unknownActionAndFailureOfAPortEndTheTaskWithTheirCode() throws Exception {
        var actions = Actions.of(capability("hop"), task -> {
            throw new FailureException(Failure.transientExternal("NO_GROUND", "m", "r"));
        });

        assertThat(actions.perform(new Task("fly")))
                .isInstanceOfSatisfying(
                        TaskResult.Terminal.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("ACTION_UNKNOWN"));
        assertThat(actions.perform(new Task("hop")))
                .isInstanceOfSatisfying(
                        TaskResult.Retryable.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("NO_GROUND"));
    }

    @Test
    void twoActionsOfOneNameAreRefused() {
        var actions = Actions.of(capability("hop"), ActionsTest::done);

        assertThatThrownBy(() -> actions.with(capability("hop"), ActionsTest::done))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
