package dev.agenticframework.localpipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.PolicyEngine.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {

    private static List<String> invalid(String yaml) {
        return ConfigReader.read(Runner.files(Map.of(".gitlab-ci.yml", yaml))).of(Problem.Kind.INVALID).stream()
                .map(Problem::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: {scirpt: [x]}                                             | :1: Job 'a': unknown keyword: scirpt
            a: {stage: test}                                             | :1: Job 'a': the job must have a script
            a: {script: []}                                              | :1: Job 'a': script is empty
            a: {script: [x], stage: nope}                                | :1: Job 'a': the stage nope does not exist
            a: {script: [x], needs: [b]}                                 | :1: Job 'a': the needed job does not exist: b
            a: {script: [x], dependencies: [b]}                          | :1: Job 'a': the dependency does not exist: b
            a: {script: [x], extends: .b}                                | :1: Job 'a' extends an unknown job: .b
            a: {script: [x], extends: a}                                 | :1: Job 'a' extends itself
            a: {script: [x], when: sometimes}                            | :1: Job 'a': when must be one of
            a: {script: [x], retry: 3}                                   | :1: Job 'a': retry must be a whole number
            a: {script: [x], timeout: soon}                              | :1: Job 'a': timeout must be a duration
            a: {script: [x], parallel: 201}                              | :1: Job 'a': parallel must be
            a: {script: [x], rules: [{if: '$A =='}]}                     | :1: Job 'a': rules:if is not a valid expression
            a: {script: [x], rules: [{iff: '$A'}]}                       | :1: Job 'a': rules:rule has an unknown key: iff
            a: {script: [x], only: [main], rules: [{if: $A}]}            | :1: Job 'a': a job with `rules` cannot have only
            a: {script: [x], cache: {key: {files: []}}}                  | :1: Job 'a': cache:key:files
            a: {script: [x], artifacts: {path: [x]}}                     | :1: Job 'a': artifacts has an unknown key: path
            a: {script: [x], allow_failure: maybe}                       | :1: Job 'a': allow_failure must be true or false
            a: {script: !reference [.b, script]}                         | :1: !reference [.b, script] names nothing
            include: nope.yml                                            | :1: Local file 'nope.yml' does not exist
            .hidden: {script: [x]}                                       | :1: The file must have at least one job
            a: [x]                                                       | :1: Job 'a' must be a mapping
            'a: {script: [x'                                             | not valid YAML
            """)
    void whatGitLabRefusesIsRefusedWithFileAndLine(String yaml, String message) {
        assertThat(invalid(yaml)).anyMatch(p -> p.startsWith(".gitlab-ci.yml:") && p.contains(message));
    }

    @Test
    void needsInACircleAndInLaterStagesAreRefused() {
        assertThat(invalid("a: {script: [x], needs: [b]}\nb: {script: [x], needs: [a]}"))
                .anyMatch(p -> p.contains("in a circle"));
        assertThat(invalid("a: {stage: build, script: [x], needs: [b]}\nb: {script: [x]}"))
                .anyMatch(p -> p.contains(":1: Job 'a': the need b is in a later stage"));
    }

    @Test
    void linesAreThoseOfTheFileInWhichItStands() {
        var files = Runner.files(Map.of(
                ".gitlab-ci.yml", "include: {local: /ci/jobs.yml}\n", "ci/jobs.yml", "a:\n  script: [x]\n  wehn: y\n"));

        assertThat(new GitLabCiCheck().evaluate(new Subject("project", files)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.file()).isEqualTo("ci/jobs.yml");
                    assertThat(f.line()).isEqualTo(3);
                    assertThat(f.rule()).isEqualTo("gitlab-ci-invalid");
                });
    }

    @Test
    void extendsReferencesAnchorsAndDefaultsComeTogether() {
        var config = ConfigReader.read(Runner.files(
                Map.of(".gitlab-ci.yml", """
                include: more/*.yml
                default: {before_script: [setup], retry: 1}
                .base: {variables: {A: "1", B: "1"}, script: [base]}
                .anchor: &anchor {timeout: 5m}
                one: {extends: [.base, .other], variables: {B: "2"}}
                two: {<<: *anchor, script: [first, !reference [.base, script]], before_script: [], inherit: {default: false}}
                """, "more/x.yml", ".other: {variables: {C: '3'}, script: [other]}")));

        assertThat(config.problems()).isEmpty();
        var one = config.config().jobs().get(0);
        var two = config.config().jobs().get(1);
        assertThat(one.variables()).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
        assertThat(one.script()).containsExactly("other");
        assertThat(one.beforeScript()).containsExactly("setup");
        assertThat(one.retry().max()).isEqualTo(1);
        assertThat(two.script()).containsExactly("first", "base");
        assertThat(two.beforeScript()).isEmpty();
        assertThat(two.retry().max()).isZero();
        assertThat(two.timeout()).hasMinutes(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$A",
                "$A == \"x\"",
                "$A != null",
                "\"x\" == $A",
                "$A =~ /^X$/i",
                "$A !~ /y/",
                "($E || $A) && $U == null",
                "$E == \"\"",
                "$E != \"x\" && $A =~ $P",
                "$U != \"\"",
                "$E || ($U == null && $A)"
            })
    void conditionsThatHold(String text) {
        var variables = Map.of("A", "x", "E", "", "P", "/^x/");

        assertThat(ExpressionParser.parse(text).orElseThrow().holds(variables)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$U", "$E", "$A == \"y\"", "$A =~ /y/", "$U =~ /.*/", "$A && $U", "null", "$A == null"})
    void conditionsThatDoNotHold(String text) {
        var variables = Map.of("A", "x", "E", "");

        assertThat(ExpressionParser.parse(text).orElseThrow().holds(variables)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "$A = 1", "$A ==", "($A", "$A)", "&& $A", "$A == 1", "$A =~ \"x\"", "x", "$A $B"})
    void conditionsThatAreNone(String text) {
        assertThat(ExpressionParser.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "**/*.go, a/b/c.go, true",
        "**/*.go, c.go, true",
        "*.go, a/c.go, false",
        "src/**/*, src/a/b, true",
        "src/*, src/a/b, false",
        "'{a,b}/x', b/x, true",
        "'[a-c]x', bx, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        ".x/**, .x/y/z, true"
    })
    void globsMatchAsGitLabsDo(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }

    @Test
    void bombsOfVariablesAndReferencesAreStopped() {
        var variables = new java.util.HashMap<String, String>();
        for (int i = 0; i < 60; i++) {
            variables.put("V" + i, "$V" + (i + 1) + "$V" + (i + 1));
        }
        assertThat(Expansion.expandAll(variables)).hasSize(60);
        var yaml = new StringBuilder(".x0: [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append(".x%d: [%s]\n".formatted(i, ("!reference [.x" + (i - 1) + "], ").repeat(10)));
        }
        assertThat(invalid(yaml + "a: {script: !reference [.x9]}")).isNotEmpty();
    }
}
