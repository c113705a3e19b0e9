package dev.agenticframework.regocli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegoCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writePolicies() throws IOException {
        Files.writeString(folder.resolve("authz.rego"), """
                package authz

                default allow := false

                allow if input.user == "alice"
                """);
        Files.writeString(folder.resolve("authz_test.rego"), """
                package authz_test

                import data.authz

                test_alice_may if authz.allow with input as {"user": "alice"}

                test_users[name] if {
                	some name, case in {"alice": true, "bob": true}
                	authz.allow == case with input as {"user": name}
                }

                todo_test_groups if false
                """);
        Files.writeString(folder.resolve("input.json"), "{\"user\": \"alice\"}");
    }

    private record Run(int exit, String output) {}

    private static Run run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int exit = RegoCommand.run(arguments);
            return new Run(exit, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aMalformedDurationIsNamedWithItsRemedy() {
        Run run = run("test", "--format", "json", "--timeout", "soon", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("'soon' is not a duration", "500ms");
    }

    @Test
    void strictChecksReportWhatIsNotUsed() throws IOException {
        Path policy = Files.writeString(folder.resolve("unused.rego"), """
                package unused

                import data.lib

                p if x := 1
                """);

        assertThat(run("check", policy.toString()).exit()).isZero();
        Run strict = run("check", "--strict", "--format", "json", policy.toString());
        assertThat(strict.exit()).isEqualTo(1);
        assertThat(strict.output()).contains("import data.lib unused", "assigned var x unused");
    }

    @Test
    void evalPrintsTheValueOfAQuery() {
        Run run =
                run("eval", "-d", path("authz.rego"), "-i", path("input.json"), "--format", "raw", "data.authz.allow");

        assertThat(run).isEqualTo(new Run(0, "true\n"));
    }

    @Test
    void evalFailsOnAnUndefinedResultWhenAsked() {
        assertThat(run("eval", "--fail", "--format", "pretty", "data.nothing")).isEqualTo(new Run(1, "undefined\n"));
    }

    @Test
    void evalPrintsBindingsAsATable() {
        assertThat(run("eval", "--format", "pretty", "x := [7, 8][i]").output()).contains("│ i │ x │", "│ 1 │ 8 │");
    }

    @Test
    void valuesAndBindingsAreWrittenSolutionBySolution() {
        assertThat(run("eval", "--format", "values", "[1, 2][x]; true").output())
                .isEqualTo("[\n  1,\n  true\n]\n[\n  2,\n  true\n]\n");
        assertThat(run("eval", "--format", "bindings", "x := 1").output()).isEqualTo("{\n  \"x\": 1\n}\n");
        assertThat(run("eval", "--format", "values", "data.nothing").output()).isEmpty();
    }

    @Test
    void severalExpressionsMustAllHold() {
        assertThat(run("eval", "--format", "pretty", "1; false").output()).isEqualTo("undefined\n");
        assertThat(run("eval", "--format", "pretty", "false").output()).isEqualTo("false\n");
    }

    @Test
    void rulesOfAPackageGoByTheirNamesInIt() {
        Run run = run(
                "eval", "-d", path("authz.rego"), "--package", "authz", "-i", path("input.json"), "-f", "raw", "allow");

        assertThat(run).isEqualTo(new Run(0, "true\n"));
    }

    @Test
    void ignoredFilesAreNotLoaded() {
        Run run = run("eval", "-d", folder.toString(), "--ignore", "*_test.rego", "-f", "pretty", "data.authz_test");

        assertThat(run.output()).isEqualTo("undefined\n");
    }

    @Test
    void evaluationEndsAfterTheTimeGiven() {
        String endless = "[1 | r := numbers.range(1, 9000); r[_]; r[_]; r[_]]";

        Run run = run("eval", "--timeout", "10ms", endless);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("eval_cancel_error");
    }

    @Test
    void partialEvaluationIsRefusedByName() {
        Run run = run("eval", "--partial", "--unknowns", "input", "data");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("Partial evaluation (--partial, --unknowns) is not supported.");
    }

    @Test
    void skippedTestsAreABadOutcomeUnlessAllowed() {
        String[] skipped = {"test", "--run", "groups", folder.toString()};

        assertThat(run(skipped).exit()).isEqualTo(1);
        assertThat(run("test", "-z", "--run", "groups", folder.toString()).exit())
                .isZero();
    }

    @Test
    void checkReportsErrorsWithTheirPlaces() throws IOException {
        Files.writeString(folder.resolve("bad.rego"), "package bad\n\np if x\n");

        Run run = run("check", "--format", "json", path("bad.rego"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("rego_unsafe_var_error", "\"row\": 3");
    }

    @Test
    void testJudgesEachCaseOfATestAndSkipsWhatIsToDo() {
        Run run = run("test", "-v", path("authz.rego"), path("authz_test.rego"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output())
                .contains(
                        "test_alice_may: PASS",
                        "test_users: FAIL",
                        "alice: PASS",
                        "bob: FAIL",
                        "PASS: 2/4",
                        "FAIL: 1/4",
                        "SKIPPED: 1/4");
    }

    @Test
    void testWritesJunitForBuildServers() {
        Run run = run("test", "--format", "junit", "--run", "alice", folder.toString());

        assertThat(run.output()).contains("<testcase classname=\"data.authz_test\" name=\"test_alice_may\"");
    }

    @Test
    void evalExplainsAndCovers() {
        String policy = path("authz.rego");
        Run explained = run("eval", "-d", policy, "--format", "pretty", "--explain", "full", "data.authz.allow");
        Run covered = run("eval", "-d", policy, "-i", path("input.json"), "--coverage", "data.authz.allow");

        assertThat(explained.output()).contains("Enter data.authz.allow", "Fail input.user");
        assertThat(covered.output()).contains("\"covered_lines\": 1");
    }

    @Test
    void fmtNamesAndMendsWhatIsNotFormatted() throws IOException {
        Path file = Files.writeString(folder.resolve("ugly.rego"), "package ugly\np if {1==1}\n");

        assertThat(run("fmt", "--list", "--fail", file.toString())).isEqualTo(new Run(1, file + "\n"));
        assertThat(run("fmt", "-w", file.toString()).exit()).isZero();
        assertThat(run("fmt", "--list", "--fail", folder.toString())).isEqualTo(new Run(0, ""));
    }

    @Test
    void conformanceReportsWhatPassedAndWhy() throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), """
                cases:
                - note: sums/one
                  query: x = 1 + 1
                  want_result: [{x: 2}]
                - note: sums/two
                  query: x = 1 + 1
                  want_result: [{x: 3}]
                """);

        Run run = run("conformance", folder.toString(), "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.output()).contains("\"passed\": 1", "\"failed\": 1", "sums/two");
    }
}
