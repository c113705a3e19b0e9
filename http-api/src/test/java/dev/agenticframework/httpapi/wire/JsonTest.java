package dev.agenticframework.httpapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final long SEED = 20260131;
    private static final int RANDOM_BODIES = 2_000;

    private static <T extends Record> T read(String body, Class<T> type) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private static Failure failure(String body, Class<? extends Record> type) {
        try {
            throw new AssertionError("read " + read(body, type));
        } catch (FailureException e) {
            return e.failure();
        }
    }

    @Test
    void absentAndNullMembersAreEmpty() {
        var body = read("{\"service\": \"orders\", \"environment\": \"dev\", \"version\": null}", Deploy.class);

        assertThat(body.service()).isEqualTo("orders");
        assertThat(body.version()).isEmpty();
        assertThat(body.replicas()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sevice\": \"a\"}|'sevice' is not known.|Use: environment, replicas, service, strategy, version.",
                "{\"service\": \"orders\"}|'environment' is missing.|Add it.",
                "{\"service\": 5, \"environment\": \"dev\"}|'service' has the wrong type.|Send a string.",
                "{\"service\": true, \"environment\": \"dev\"}|'service' has the wrong type.|Send a string.",
                "{\"service\": \"a\", \"environment\": \"dev\", \"replicas\": \"2\"}|'replicas' has the wrong type.|Send a whole number.",
                "{\"service\": \"a\", \"environment\": \"dev\", \"replicas\": 2.5}|'replicas' has the wrong type.|Send a whole number.",
                "{\"service\": \"a\", \"environment\": \"dev\", \"replicas\": 99999999999}|'replicas' is out of range.|Send a smaller number.",
                "{\"service\": \"a\", \"environment\": \"dev\", \"replicas\": 11}|'replicas' is 11.|Use a number from 1 to 10.",
                "{\"service\": \"\", \"environment\": \"dev\"}|'service' is too short.|Use 1 to 100 characters.",
            })
    void badMemberIsNamed(String body, String message, String remedy) {
        var failure = failure(body, Deploy.class);

        assertThat(failure.code()).isEqualTo("FIELD_INVALID");
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.remedy()).isEqualTo(remedy);
    }

    @Test
    void badMemberOfAnItemIsNamedWithItsPlace() {
        assertThat(failure("{\"plan\": [{\"id\": \"a\", \"agent\": \"b\"}]}", StartWorkflow.class)
                        .message())
                .isEqualTo("'plan[0].action' is missing.");
        assertThat(failure("{\"plan\": [5]}", StartWorkflow.class).message())
                .isEqualTo("'plan[0]' has the wrong type.");
        assertThat(failure("{\"plan\": [null]}", StartWorkflow.class).message()).isEqualTo("'plan[0]' is null.");
        assertThat(failure("{\"plan\": {}}", StartWorkflow.class).remedy()).isEqualTo("Send an array.");
        assertThat(failure("{\"dryRun\": \"yes\"}", StartWorkflow.class).remedy())
                .isEqualTo("Send true or false.");
        assertThat(failure("{\"parameters\": 1}", StartWorkflow.class).remedy()).isEqualTo("Send an object.");
    }

    @Test
    void longNameOfAMemberIsShortened() {
        assertThat(failure("{\"" + "x".repeat(5_000) + "\": 1}", Reason.class).message())
                .hasSizeLessThan(200);
    }

    @Test
    void longTextIsRefused() {
        assertThat(failure("{\"request\": \"" + "x".repeat(4_001) + "\"}", StartWorkflow.class)
                        .message())
                .isEqualTo("'request' has 4001 characters.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "5", "''", "{} {}", "{\"reason\": \"a\", \"reason\": \"b\"}"})
    void whatIsNotOneObjectIsRefused(String body) {
        assertThat(failure(body, Reason.class).code()).isEqualTo("BODY_INVALID");
    }

    @Test
    void deepBodyIsRefused() {
        assertThat(failure("{\"plan\": " + "[".repeat(500) + "]".repeat(500) + "}", StartWorkflow.class)
                        .code())
                .isEqualTo("BODY_INVALID");
    }

    @Test
    void randomBodiesAreReadOrRefused() {
        var random = new Random(SEED);
        for (int i = 0; i < RANDOM_BODIES; i++) {
            for (var type : List.of(StartWorkflow.class, Deploy.class, Vote.class, ValidatePolicy.class)) {
                String body = randomObject(random, type);
                try {
                    assertThat(read(body, type)).isNotNull();
                } catch (FailureException e) {
                    assertThat(e.failure().code()).as(body).isEqualTo("FIELD_INVALID");
                }
            }
        }
    }

    /// An object with the members of a record and values of any kind.
    private static String randomObject(Random random, Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(_ -> random.nextInt(3) > 0)
                .map(component -> "\"" + component.getName() + "\":" + randomValue(random))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String randomValue(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> Long.toString(random.nextLong());
            case 3 -> Integer.toString(random.nextInt(10));
            case 4 -> random.nextInt(10) + ".5e" + random.nextInt(400);
            case 5 -> "\"" + "x".repeat(random.nextInt(300)) + "\"";
            case 6 -> "[" + (random.nextBoolean() ? randomValue(random) : "") + "]";
            case 7 -> randomObject(random, PlannedTask.class);
            default -> "[" + randomObject(random, PlannedTask.class) + "]";
        };
    }

    @Test
    void emptyMembersAreLeftOutUnlessTheyAreAlwaysWritten() {
        assertThat(Json.text(new Reason(Optional.empty()))).isEqualTo("{}");
        assertThat(Json.text(new WorkflowPage(List.of(), Optional.empty()))).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @Test
    void unwrappedMembersStandAmongTheOthersInTheOrderOfTheComponents() {
        var entry = new HistoryEntry(
                1,
                Instant.EPOCH,
                "task.progressed",
                Optional.of("t1"),
                Optional.of(new HistoryEntry.Progressed(0.5, "half")));

        assertThat(Json.text(entry))
                .isEqualTo("{\"sequence\":1,\"at\":\"1970-01-01T00:00:00Z\",\"type\":\"task.progressed\","
                        + "\"taskId\":\"t1\",\"progress\":0.5,\"message\":\"half\"}");
    }

    @Test
    void enumIsWrittenInLowerCase() {
        assertThat(Json.text(Map.of("status", TaskStatus.WAITING_APPROVAL)))
                .isEqualTo("{\"status\":\"waiting_approval\"}");
    }

    @Test
    void schemaOfAnUnknownTypeIsRefused() {
        record Odd(StringBuilder text) {}

        assertThatThrownBy(() -> new Schemas().reference(Odd.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
