package dev.agenticframework.httpapi.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.RequestedService.Action;
import dev.agenticframework.agentapi.ServiceStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
    private static final Instant AT = Instant.parse("2026-01-31T09:30:00Z");
    private static final Failure FAILURE = new Failure("BROKEN", "It is broken.", "Fix it.", false);

    private static Task task(Task.Stage stage) {
        return new Task(
                "t1",
                "codegen",
                "generate-code",
                "Generate",
                TaskStatus.PENDING,
                List.of(),
                "2m",
                Optional.empty(),
                stage);
    }

    static Stream<Task.State> states() {
        return Stream.of(
                new Task.Running(AT, 0.5, Optional.of("half")),
                new Task.Suspended(Optional.of(AT), 0.5, Optional.of("half"), new Suspension("pipeline/7", AT, AT, AT)),
                new Task.Retrying(FAILURE, AT),
                new Task.Completed(AT, AT, "5m32s", Map.of("codeTree", "sha256:0")),
                new Task.Failed(AT, FAILURE, Map.of()),
                new Task.CompensationFailed(FAILURE),
                new Task.Skipped("not needed"),
                new Task.WaitingApproval(new Approval("0a", AT, AT, false, Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("states")
    void taskOfAWorkflowIsAsItsSchemaSaysInEachState(Task.State state) {
        var json = WireSchema.checked(
                task(new Task.Started(1, Optional.of(state), Optional.of("Done."), Optional.empty())));

        assertThat(json.path("attempt").asInt()).isEqualTo(1);
        assertThat(json.path("summary").asString()).isEqualTo("Done.");
        assertThat(json.has("inputs")).isFalse();
    }

    @Test
    void everyStateIsTested() {
        assertThat(states().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        List.copyOf(Arrays.asList(Task.State.class.getPermittedSubclasses())));
    }

    @Test
    void plannedAndStartedTasksShareTheirShape() {
        var planned = WireSchema.checked(task(new Task.Planned(100, true, Map.of("serviceName", "orders"))));
        var started =
                WireSchema.checked(task(new Task.Started(0, Optional.empty(), Optional.empty(), Optional.empty())));

        assertThat(planned.propertyNames())
                .contains("taskId", "agent", "action", "title", "status", "dependsOn", "estimatedDuration")
                .containsAll(started.propertyNames().stream()
                        .filter(name -> !name.equals("attempt"))
                        .toList());
    }

    @Test
    void instanceHasTheDetailsOfThePlatformThatRunsIt() {
        var instance = new ServiceStatus.Instance(
                "orders-1", true, Optional.of(AT), 0, AT, Map.of("pid", "4711", "port", "20001"));
        var resource = new Provisioning.Resource("postgresql", "orders", "DATABASE_URL", "127.0.0.1:5432", "secret");
        var status = new ServiceStatus(
                "orders",
                "dev",
                "http://127.0.0.1:20000",
                Optional.empty(),
                "1",
                "abc",
                1,
                1,
                false,
                List.of(instance),
                List.of(resource));

        var json = WireSchema.checked(new ServiceList(List.of(Service.of(status, Optional.empty()))));

        var service = json.path("items").path(0);
        assertThat(service.path("repository").isNull()).isTrue();
        assertThat(service.path("instances").path(0).path("details").path("pid").asString())
                .isEqualTo("4711");
        assertThat(service.path("instances").path(0).propertyNames())
                .containsExactlyInAnyOrder("id", "ready", "checkedAt", "restarts", "startedAt", "details");
        assertThat(service.path("resources").toString()).doesNotContain("secret");
    }

    @Test
    void questionIsSaidByAPlanAndByAProblemInTheSameMembers() {
        var service = new RequestedService(
                Action.CREATE,
                "orders",
                Optional.of("rest"),
                Optional.of("go"),
                Optional.of("none"),
                Optional.of("none"),
                Optional.of(List.of()),
                Optional.of("dev"),
                Optional.of("rolling"),
                Optional.of(1),
                List.of("cache"));
        var understanding = new Understanding(
                List.of(service),
                List.of(),
                List.of("blockchain"),
                List.of("What is a blockchain?"),
                Optional.of(List.of("gRPC")),
                Optional.of(Map.of("interface", List.of("rest"))));

        var plan = WireSchema.checked(new Plan(Plan.Status.ASK, understanding, Optional.empty()));
        var problem = WireSchema.checked(new Problem(
                "urn:x", "Request not understood", 422, "REQUEST_UNCLEAR", "d", "r", Optional.of(understanding)));

        assertThat(plan.path("status").asString()).isEqualTo("ask");
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        for (String name : List.of("services", "unexplained", "questions", "unavailable", "choices")) {
            assertThat(problem.path(name)).as(name).isEqualTo(plan.path(name));
        }
        assertThat(plan.path("services").path(0).path("interface").asString()).isEqualTo("rest");
    }
}
