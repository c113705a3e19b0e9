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
        return read(Map.of(".gitlab-ci.yml", yaml)).of(Problem.Kind.INVALID).stream()
                .map(Problem::toString)
                .toList();
    }

    private static ConfigReader.Result read(Map<String, String> texts) {
        return ConfigReader.read(Runner.files(texts), Trigger.ofCheck(texts.keySet()));
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
            include: {local: x.yml, project: y}                          | :1: Include needs exactly one of
            include: {path: x.yml}                                       | :1: Include has an unknown key: path
            include: nope.yml                                            | :1: Local file 'nope.yml' does not exist
            .hidden: {script: [x]}                                       | :1: The file must have at least one job
            a: [x]                                                       | :1: Job 'a' must be a mapping
            a:                                                           | :1: Job 'a' must be a mapping
            a: {script: [yes, 1.0]}                                      | :1: Job 'a': script must be a string or a list of strings
            a: {script: [x], stage: 2}                                   | :1: Job 'a': stage must be a string
            a: {script: [x], timeout: 90}                                | :1: Job 'a': timeout must be a string; write quotes around 90
            a: {script: [x], tags: linux}                                | :1: Job 'a': tags must be a list of strings
            a: {script: [x], image: [alpine]}                            | :1: Job 'a': image must be a string
            a: {script: [x], image: {tag: '3'}}                          | :1: Job 'a': image has an unknown key: tag
            a: {script: [x], interruptible: 'yes'}                       | :1: Job 'a': interruptible must be true or false
            a: {script: [x], resource_group: {a: b}}                     | :1: Job 'a': resource_group must be a string
            a: {script: [x], coverage: '80%'}                            | :1: Job 'a': coverage must be a regular expression
            a: {script: [x], environment: {url: x}}                      | :1: Job 'a': environment must have a name
            a: {script: [x], environment: {name: e, action: destroy}}    | :1: Job 'a': environment:action must be one of
            a: {script: [x], when: delayed}                              | :1: Job 'a': start_in must be a duration
            a: {script: [x], start_in: 5 min}                            | :1: Job 'a': start_in needs when: delayed
            a: {script: [x], release: {ref: main}}                       | :1: Job 'a': release must have tag_name
            a: {script: [x], secrets: [x]}                               | :1: Job 'a': secrets must be a mapping
            'b: {script: [x]}\na: {script: [x], needs: [b, {job: b}]}'   | Job 'a': needs names b twice
            '{b: {script: [x]}, c: {script: [x]}, a: {stage: deploy, script: [x], needs: [b], dependencies: [c]}}' | Job 'a': the dependency c must also be in needs
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{project: group/ci, file: /x.yml}",
                "{template: Some.gitlab-ci.yml}",
                "{component: $CI_SERVER_FQDN/group/thing@1.0}",
                "{remote: 'https://example.com/x.yml'}",
                "'https://example.com/x.yml'",
                "{local: x.yml, rules: [{if: $CI_REGISTRY}]}"
            })
    void fileThatWasNotReadCanHaveWhatIsMissing(String include) {
        var read = read(Map.of(".gitlab-ci.yml", """
                include: %s
                a: {extends: .elsewhere, stage: elsewhere, needs: [b], dependencies: [b]}
                c: {script: [!reference [.elsewhere, script]]}
                """.formatted(include)));

        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNSUPPORTED);
            assertThat(problem.job()).isEmpty();
        });
    }

    @Test
    void includesFollowTheirRulesAndVariables() {
        var read = read(Map.of(
                ".gitlab-ci.yml",
                """
                include:
                  - {local: 'ci/$CI_DEFAULT_BRANCH.yml'}
                  - {local: ci/never.yml, rules: [{if: $CI, when: never}]}
                  - {local: ci/other.yml, rules: [{if: '$CI_COMMIT_BRANCH == "other"'}]}
                  - {local: ci/docs.yml, rules: [{exists: ['docs/**']}]}
                """,
                "ci/main.yml",
                "main: {script: [x]}",
                "ci/never.yml",
                "never: {script: [x]}",
                "ci/other.yml",
                "other: {script: [x]}",
                "ci/docs.yml",
                "docs: {script: [x]}",
                "docs/index.md",
                ""));

        assertThat(read.problems()).isEmpty();
        assertThat(read.config().jobs()).extracting(PipelineConfig.Job::name).containsExactly("main", "docs");
    }

    private static final String WITH_INPUTS = """
            spec:
              inputs:
                name: {regex: '^[a-z]+$'}
                count: {type: number, default: 2}
                tags: {type: array, default: [a, b]}
                mode: {options: [fast, slow], default: fast}
            ---
            "$[[ inputs.name ]]-job":
              script: ["echo $[[ inputs.mode | truncate(0, 2) ]]"]
              parallel: $[[ inputs.count ]]
              tags: $[[ inputs.tags ]]
              wehn: x
            """;

    @Test
    void inputsOfAnIncludedFileAreReplacedAndLinesKeepTheirNumbers() {
        var read = read(Map.of(
                ".gitlab-ci.yml", "include: {local: x.yml, inputs: {name: lint, mode: slow}}", "x.yml", WITH_INPUTS));

        assertThat(read.problems().stream()
                        .filter(problem -> problem.kind() == Problem.Kind.INVALID)
                        .map(Problem::toString))
                .containsExactly("x.yml:12: Job 'lint-job': unknown keyword: wehn.");
        var job = read.config().jobs().getFirst();
        assertThat(job.script()).containsExactly("echo sl");
        assertThat(job.copies()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {mode: fast}                    | The input 'name' is required
            {name: X}                       | The input 'name' does not match ^[a-z]+$
            {name: x, mode: odd}            | The input 'mode' is none of its options
            {name: x, count: '3'}           | The input 'count' must be of the type number
            {name: x, other: y}             | The included file has no input 'other'
            """)
    void inputsThatDoNotFitAreRefused(String inputs, String message) {
        var read = read(Map.of(
                ".gitlab-ci.yml", "include: {local: x.yml, inputs: %s}".formatted(inputs), "x.yml", WITH_INPUTS));

        assertThat(read.problems()).anyMatch(problem -> problem.message().startsWith(message));
    }

    @Test
    void inputsNeedADeclaration() {
        assertThat(read(Map.of(
                                ".gitlab-ci.yml",
                                "include: {local: x.yml, inputs: {a: b}}",
                                "x.yml",
                                "a: {script: [x]}"))
                        .problems())
                .anyMatch(problem -> problem.message().contains("takes no inputs"));
        assertThat(invalid("spec:\n---\na: {script: ['$[[ inputs.a ]]']}"))
                .anyMatch(problem -> problem.contains("names no input"));
        assertThat(invalid("spec: {inputs: {a: {default: b}}}\n---\na: {script: ['$[[ inputs.a ]]']}"))
                .isEmpty();
    }

    @Test
    void extendsReferencesAnchorsAndDefaultsComeTogether() {
        var config =
                read(Map.of(".gitlab-ci.yml", """
                include: more/*.yml
                default: {before_script: [setup], retry: 1}
                .base: {variables: {A: "1", B: "1"}, script: [base]}
                .anchor: &anchor {timeout: 5m}
                one: {extends: [.base, .other], variables: {B: "2"}}
                two: {<<: *anchor, script: [first, !reference [.base, script]], before_script: [], inherit: {default: false}}
                """, "more/x.yml", ".other: {variables: {C: '3'}, script: [other]}"));

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
                "$U || ($U == null && $A)",
                "$U =~ /.*/",
                "\"es\" =~ \"rest\"",
                "$A =~ \"xyz\"",
                "\"y\" !~ $A",
                "!$U && !($A == \"y\")",
                "true || $U",
                "$CI_REGISTRY || $A",
                "$CI_REGISTRY == null || $A == \"x\""
            })
    void conditionsThatHold(String text) {
        var variables = Map.of("A", "x", "E", "", "P", "/^x/");

        assertThat(ExpressionParser.parse(text).orElseThrow().decide(variables)).isInstanceOf(Decision.Yes.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$U",
                "$E",
                "$A == \"y\"",
                "$A =~ /y/",
                "$A && $U",
                "null",
                "$A == null",
                "$E || $A",
                "\"rest\" =~ \"es\"",
                "$U =~ $U",
                "!$A",
                "false",
                "$CI_REGISTRY && $U",
                "$U =~ $CI_REGISTRY && $U"
            })
    void conditionsThatDoNotHold(String text) {
        var variables = Map.of("A", "x", "E", "");

        assertThat(ExpressionParser.parse(text).orElseThrow().decide(variables)).isInstanceOf(Decision.No.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "$A = 1",
                "$A ==",
                "($A",
                "$A)",
                "&& $A",
                "$A == 1",
                "$A =~ /[/",
                "nullable",
                "!",
                "x",
                "$A $B"
            })
    void conditionsThatAreNone(String text) {
        assertThat(ExpressionParser.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$CI_REGISTRY",
                "!$CI_REGISTRY",
                "$CI_REGISTRY == null",
                "$CI_REGISTRY && $A",
                "$A && $CI_REGISTRY",
                "$U || $CI_REGISTRY",
                "$CI_REGISTRY =~ /x/"
            })
    void conditionsAboutWhatOnlyGitLabKnows(String text) {
        assertThat(ExpressionParser.parse(text).orElseThrow().decide(Map.of("A", "x")))
                .isEqualTo(new Decision.Unknown("CI_REGISTRY"));
    }

    /// As Ruby's `File.fnmatch` answers with the flags that GitLab gives it.
    @ParameterizedTest
    @CsvSource({
        "**/*.go, a/b/c.go, true",
        "**/*.go, c.go, true",
        "docs/**, docs/a, true",
        "docs/**, docs/a/b, false",
        "docs/**/*, docs/a/b, true",
        "docs, docs/a, false",
        "a**/b, ax/b, true",
        "a**/b, ax/y/b, false",
        "*, .hidden, true",
        "**/x, .a/x, true",
        "'{a,b{1,2}}/x', b2/x, true",
        "'{a,b{1,2}}/x', b3/x, false",
        "'[!a]x', bx, true",
        "'[^a]x', ax, false",
        "'[^a]x', /x, false",
        "'[a', '[a', false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false"
    })
    void rulesMatchPathsAsRubyDoes(String glob, String path, boolean matches) {
        assertThat(FnMatch.of(glob).matches(path)).isEqualTo(matches);
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
    void artifactsAndCachesMatchPathsAsTheRunnerDoes(String glob, String path, boolean matches) {
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
