package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.PolicyEngine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Inputs that are made to exhaust the memory or the time of the platform. Limits are counts of values and steps, so
/// these tests do not depend on the speed of the machine.
class HostileInputTest {

    private static final int MIB = 1 << 20;
    private static final RegoPacks PACKS = RegoPacks.load(Path.of("../../policies"));

    private static final PolicyGate GATE =
            new PolicyGate(List.of(new SecretScan(), PACKS), InstantSource.system(), new MemoryWaivers());

    @AfterEach
    void forgetInterruption() {
        boolean _ = Thread.interrupted();
    }

    private static String repeated(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /// Documents for which the work was once quadratic in their size, as large as they are accepted.
    enum Shape {
        STAGES("dockerfile", repeated(15_000, i -> "FROM a:" + i + " AS s" + i)),
        SAME_STAGES("dockerfile", repeated(15_000, _ -> "FROM aa AS aa")),
        INSTRUCTIONS("dockerfile", repeated(30_000, _ -> "USER x")),
        WORDS("dockerfile", "RUN " + "a ".repeat(200_000)),
        CONTINUATIONS("dockerfile", "RUN a" + " \\\n b".repeat(200_000)),
        HEREDOCS("dockerfile", "RUN " + "<<A ".repeat(100_000) + "\nA\n".repeat(100_000)),
        SECRETS("dockerfile", repeated(28_000, i -> "ENV PASSWORD" + i + "=x")),
        BUCKETS("terraform", repeated(11_000, i -> "resource \"aws_s3_bucket\" \"b" + i + "\" {\n}")),
        BUCKETS_AND_BLOCKS(
                "terraform",
                repeated(
                        6_000,
                        i -> "resource \"aws_s3_bucket\" \"b" + i + "\" {\n}\n"
                                + "resource \"aws_s3_bucket_public_access_block\" \"b" + i
                                + "\" {\nbucket = aws_s3_bucket.c"
                                + i + ".id\n}")),
        NESTED_EXPRESSIONS("terraform", "a = " + "[".repeat(45) + "1,".repeat(90_000) + "1" + "]+1".repeat(45)),
        CONTAINERS(
                "kubernetes",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n template:\n  spec:\n   containers:\n"
                        + repeated(4_000, i -> "   - {name: c" + i + ", image: a}")),
        DEPLOYMENTS(
                "kubernetes",
                repeated(
                        1_500,
                        i -> "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a" + i
                                + "}\nspec: {template: {spec: {containers: [{name: c, image: a}]}}}")),
        SECRET_KEYS(
                "kubernetes",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n"
                        + repeated(40_000, i -> "  k" + i + ": x")),
        JOBS("gitlab_ci", repeated(9_000, i -> "j" + i + ":\n  script: [a, b]")),
        COMMANDS("gitlab_ci", "job:\n  script:\n" + repeated(40_000, i -> "  - curl " + i + " | sh"));

        private final String type;
        private final String content;

        Shape(String type, String content) {
            this.type = type;
            this.content = content;
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void workGrowsNoFasterThanTheInput(Shape shape) {
        var findings = new DocumentValidation(GATE).validate(shape.type, shape.content.getBytes(UTF_8));
        assertThat(findings).isNotNull();
    }

    private static void assertRefused(String code, String type, String content) {
        assertThatThrownBy(() -> new DocumentValidation(GATE).validate(type, content.getBytes(UTF_8)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(code);
    }

    @Test
    void dockerfileOfMillionsOfShortLinesIsRefused() {
        assertRefused("POLICY_INPUT_TOO_LARGE", "dockerfile", "A\n".repeat(5 * MIB / 2));
        assertRefused("POLICY_INPUT_TOO_LARGE", "dockerfile", "A\n".repeat(450_000));
    }

    @Test
    void repositoryOfLargeManifestsIsRefused() {
        var files = new TreeMap<String, FileTree.Entry>();
        for (int i = 0; i < 30; i++) {
            files.put(
                    "m" + i + ".yaml",
                    new FileTree.Entry("a: b\nc: [d]\n".repeat(20_000).getBytes(UTF_8), false));
        }
        assertThatThrownBy(() -> GATE.evaluate(new PolicyEngine.Subject("project", FileTree.of(files))))
                .hasMessageContaining("POLICY_INPUT_TOO_LARGE");
    }

    @Test
    void longKeyAboveManyValuesIsRefused() {
        assertRefused(
                "POLICY_INPUT_TOO_LARGE",
                "kubernetes",
                "apiVersion: v1\nkind: A\n? " + "k".repeat(500_000) + "\n: {" + "a".repeat(1) + ": 1, "
                        + IntStream.range(0, 1_000)
                                .mapToObj(i -> "b" + i + ": 1")
                                .collect(Collectors.joining(", "))
                        + "}");
    }

    @Test
    void longNameInManyFindingsIsTooMuchWork() {
        assertRefused(
                "POLICY_TOO_MUCH_WORK",
                "kubernetes",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + "n".repeat(800_000)
                        + "}\nspec:\n template:\n  spec:\n   containers:\n"
                        + repeated(3_000, i -> "   - {name: c" + i + ", image: a}"));
    }

    @Test
    void cancelledEvaluationStops() {
        Thread.currentThread().interrupt();
        assertRefused("POLICY_TOO_MUCH_WORK", "dockerfile", "FROM a\n".repeat(1_000));
    }
}
