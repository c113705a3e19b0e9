package dev.agenticframework.agentapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypeTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(FieldType.TEXT, "two\nlines", "two\nlines"),
                Arguments.of(FieldType.NAME, "user-service-2", "user-service-2"),
                Arguments.of(FieldType.INTEGER, "-2147483648", Integer.MIN_VALUE),
                Arguments.of(FieldType.BOOLEAN, "false", false),
                Arguments.of(FieldType.COMMIT, COMMIT, COMMIT),
                Arguments.of(FieldType.URL, "http://127.0.0.1:8080/x", URI.create("http://127.0.0.1:8080/x")),
                Arguments.of(FieldType.JSON, "[1, {}]", new Json("[1, {}]")),
                Arguments.of(FieldType.decimal(3), "0.995", 0.995),
                Arguments.of(FieldType.choice(Decision.class), "block", Decision.BLOCK),
                Arguments.of(Fields.PIPELINE_STATUS.type(), "succeeded", Pipelines.Status.SUCCEEDED));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void valueIsReadFromTextAndWrittenAsTheSameText(FieldType<T> type, String text, T value) {
        assertThat(type.parse(text)).contains(value);
        assertThat(type.write(value)).isEqualTo(text);
    }

    static Stream<Arguments> wrongTexts() {
        return Stream.of(
                Arguments.of(FieldType.NAME, List.of("", "Shop", "a--b", "-a", "a b")),
                Arguments.of(FieldType.INTEGER, List.of("", "1.0", "2147483648", "99999999999999999999", "one")),
                Arguments.of(Fields.REPLICAS.type(), List.of("0", "11", "-1", "999999999999", "1e1")),
                Arguments.of(FieldType.BOOLEAN, List.of("yes", "TRUE", "")),
                Arguments.of(FieldType.COMMIT, List.of(COMMIT.substring(1), COMMIT.toUpperCase(java.util.Locale.ROOT))),
                Arguments.of(FieldType.ARTIFACT, List.of("sha256:" + COMMIT, COMMIT)),
                Arguments.of(FieldType.URL, List.of("/path", "http://a b", "")),
                Arguments.of(FieldType.decimal(1), List.of("NaN", "Infinity", "1e3", ".5", "")),
                Arguments.of(FieldType.choice(Decision.class), List.of("PASS", "passed", "")));
    }

    @ParameterizedTest
    @MethodSource("wrongTexts")
    void textOfAnotherTypeIsNoValue(FieldType<?> type, List<String> texts) {
        assertThat(texts).allSatisfy(text -> assertThat(type.parse(text)).isEmpty());
    }

    @Test
    void valueThatCouldNotBeReadBackIsNotWritten() {
        assertThatThrownBy(() -> Outputs.of(Fields.COMMIT, "main"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("main")
                .hasMessageContaining("40 hexadecimal digits");
        assertThatThrownBy(() -> FieldType.decimal(1).write(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "null",
                "-0.5e+3",
                "\"a\\u00e9\\n\"",
                "{\"a\": [1, true, {\"b\": \"}\"}], \"c\": null}"
            })
    void jsonDocumentIsAccepted(String text) {
        assertThat(FieldType.JSON.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{a: 1}",
                "[1,]",
                "[1 2]",
                "01",
                "+1",
                "1.",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"a\nb\"",
                "{} {}",
                "nul",
                "{\"a\":1,}",
                "]",
                "{null",
                "[\"\\1",
                "\"\\1",
                "\u0000"
            })
    void textThatIsNotJsonIsRefused(String text) {
        assertThat(FieldType.JSON.parse(text)).isEmpty();
    }

    @Test
    void jsonIsReadHoweverLongAndNestsOnlySoDeep() {
        assertThat(FieldType.JSON.parse("\"" + "\\n".repeat(1_000_000) + "\"")).isPresent();
        assertThat(FieldType.JSON.parse("[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH)))
                .isPresent();
        assertThat(FieldType.JSON.parse("[".repeat(100_000))).isEmpty();
    }

    @Test
    void inputThatIsMissingOrNotOfItsTypeIsNamedWithItsValue() {
        var inputs = new Inputs(Map.of("replicas", "many", "commit", COMMIT));

        assertThat(inputs.get(Fields.COMMIT)).isEqualTo(COMMIT);
        assertThat(inputs.find(Fields.STRATEGY)).isEmpty();
        assertThat(inputs.get(Fields.STRATEGY, RolloutStrategy.ROLLING)).isEqualTo(RolloutStrategy.ROLLING);
        assertThatThrownBy(() -> inputs.get(Fields.REPLICAS, 2)).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().code()).isEqualTo("TASK_INPUT_INVALID");
            assertThat(e.failure().message()).contains("'replicas'").contains("'many'");
        });
        assertThat(inputs.firstProblem(List.of(Fields.COMMIT, Fields.REPLICAS)).map(Failure::code))
                .contains("TASK_INPUT_INVALID");
        assertThat(inputs.firstProblem(List.of(Fields.BUILD)).map(Failure::code))
                .contains("TASK_INPUT_MISSING");
        assertThat(inputs.firstProblem(List.of(Fields.COMMIT, Fields.STRATEGY))).isEmpty();
    }

    @Test
    void longOrUnprintableValueIsShownShortened() {
        assertThat(Fields.SERVICE_NAME.problem("x\u0007".repeat(100)).orElseThrow())
                .hasSizeLessThan(200)
                .doesNotContain("\u0007");
    }
}
