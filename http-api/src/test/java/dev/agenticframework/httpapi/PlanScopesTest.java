package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.TargetNames;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.httpapi.PlanScopes.Need;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanScopesTest {
    private static final TaskSpec LOCATE = task("t1", "locate", Map.of("serviceName", literal("orders")));
    private static final TaskSpec VERIFY =
            task("t3", "verify", Map.of("serviceName", literal("orders"), "environment", literal("production")));

    private final PlanScopes scopes = new PlanScopes(
            List.of(
                    capability("locate", Effect.READS),
                    capability("verify", Effect.READS),
                    capability("provision", Effect.CHANGES_INFRASTRUCTURE),
                    capability("rollback", Effect.RESTORES_TRAFFIC),
                    capability("remove", Effect.DESTROYS)),
            new NoTargets());

    /// Connections that are no longer configured.
    private static final class NoTargets implements Targets {
        @Override
        public Target of(String environment) {
            throw new FailureException(Failure.conflict("CONNECTION_UNKNOWN", "no", "no"));
        }

        @Override
        public Target of(TargetNames names) {
            throw new FailureException(Failure.conflict("CONNECTION_UNKNOWN", "no", "no"));
        }
    }

    private static Capability capability(String action, Effect effect) {
        return new Capability(
                "toy",
                action,
                action,
                Set.of(effect),
                List.of(),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                Optional.empty());
    }

    private static Input literal(String value) {
        return new Input.Literal(value);
    }

    private static Input output(String task, String name) {
        return new Input.OutputOf(new TaskId(task), name);
    }

    private static TaskSpec task(String id, String action, Map<String, Input> inputs) {
        return TaskSpec.of(id, "toy", action).withInputs(inputs);
    }

    @Test
    void inputsAndTheEnvironmentOfATaskCount() {
        var task = task("t1", "provision", Map.of("serviceName", literal("orders"), "environment", literal("dev")))
                .in("production");

        assertThat(scopes.of(Plan.of(task)))
                .containsExactlyInAnyOrder(new Scope("orders", "dev"), new Scope("orders", "production"));
    }

    @Test
    void whatIsNotKnownBeforeTheTaskRunsIsEverything() {
        var referring = task(
                        "t2",
                        "provision",
                        Map.of("serviceName", output("t1", "version"), "environment", output("t1", "version")))
                .after("t1");

        assertThat(scopes.of(Plan.of(LOCATE, referring), new TaskId("t2"))).containsExactly(Scope.EVERYTHING);
        assertThat(scopes.of(Plan.of(task("t1", "provision", Map.of())))).containsExactly(new Scope("*", ""));
    }

    @Test
    void repositoryThatATaskGivesBelongsToTheServiceOfThatTask() {
        var found = task("t2", "provision", Map.of("repository", output("t1", "repository")))
                .after("t1");
        var other = task("t2", "provision", Map.of("repository", output("t1", "branch")))
                .after("t1");
        var named = task("t1", "provision", Map.of("serviceName", literal("orders"), "repository", literal("billing")));

        assertThat(scopes.of(Plan.of(LOCATE, found))).containsExactly(new Scope("orders", ""));
        assertThat(scopes.of(Plan.of(LOCATE, other))).contains(new Scope("*", ""));
        assertThat(scopes.of(Plan.of(named))).containsExactlyInAnyOrder(new Scope("orders", ""), new Scope("*", ""));
    }

    @Test
    void tasksOfAPlanWithinAPlanCount() {
        var outer = TaskSpec.of("t1", "toy", "locate").asWorkflow(Plan.of(VERIFY));

        assertThat(scopes.of(Plan.of(outer))).containsExactly(new Scope("orders", "production"));
        assertThat(scopes.needs(Plan.of(outer)))
                .containsExactly(new Need(Permission.START, new Scope("orders", "production")));
    }

    @Test
    void rollbackNeedsAnOperatorAndTheTaskThatVerifiesItNothingMore() {
        var rollback =
                task("t1", "rollback", Map.of("serviceName", literal("orders"), "environment", literal("production")));

        assertThat(scopes.needs(Plan.of(rollback, VERIFY)))
                .containsExactly(new Need(Permission.OPERATE, new Scope("orders", "production")));
    }

    @Test
    void removalNeedsAnOperator() {
        var remove =
                task("t1", "remove", Map.of("serviceName", literal("orders"), "environment", literal("production")));

        assertThat(scopes.needs(Plan.of(remove)))
                .containsExactly(new Need(Permission.OPERATE, new Scope("orders", "production")));
    }

    @Test
    void recoveryFromAFailureBelongsToWhatFailed() {
        var restore = task(
                        "t4",
                        "rollback",
                        Map.of("serviceName", literal("orders"), "environment", literal("production")))
                .after("t3")
                .runWhen(new Condition.RecoversFrom(new TaskId("t3")));

        assertThat(scopes.needs(Plan.of(VERIFY, restore)))
                .containsExactly(new Need(Permission.START, new Scope("orders", "production")));
    }
}
