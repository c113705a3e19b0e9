package dev.agenticframework.localpipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.localpipelines.Pipeline.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a pipeline consists of, without running it. The answers are those of GitLab.
class PlanningTest {

    private final List<Problem> problems = new ArrayList<>();

    private List<Planned> planned(String yaml, String... paths) {
        var texts = new HashMap<>(Map.of(".gitlab-ci.yml", yaml));
        for (var path : paths) {
            texts.put(path, "");
        }
        var files = Runner.files(texts);
        var push = new Trigger(
                Trigger.Source.PUSH,
                "main",
                files.entries().keySet(),
                Optional.empty(),
                Map.of("CI", "true", "CI_COMMIT_BRANCH", "main", "CI_PIPELINE_SOURCE", "push"),
                Map.of());
        var read = ConfigReader.read(files, push);
        assertThat(read.of(Problem.Kind.INVALID)).isEmpty();
        return Planning.plan(List.of(new Planning.Case(read.config(), push)), problems)
                .jobs();
    }

    private static List<String> names(List<Planned> jobs) {
        return jobs.stream().map(Planned::name).toList();
    }

    @Test
    void keywordsWithoutAValueAreNotSpecified() {
        var jobs = planned("""
                stages:
                default:
                include:
                workflow: {rules: }
                variables: {EMPTY: }
                a:
                  script: [x]
                  rules:
                  needs:
                  retry:
                  variables: {OWN: ~}
                  artifacts: {reports: {junit: }, paths: }
                """);

        assertThat(names(jobs)).containsExactly("a");
        assertThat(jobs.getFirst().variables()).containsEntry("EMPTY", "").containsEntry("OWN", "");
    }

    @Test
    void noValueRemovesWhatExtendsBrings() {
        var jobs = planned("""
                .base: {before_script: [b], variables: {A: a}, script: [x]}
                a: {extends: .base, before_script: ~, variables: }
                """);

        assertThat(jobs.getFirst().config().beforeScript()).isEmpty();
        assertThat(jobs.getFirst().variables()).doesNotContainKey("A");
    }

    @Test
    void extendsComesBeforeReferences() {
        var jobs = planned("""
                .shared: {variables: {SHARED: s}, script: [shared]}
                .wrapper: {variables: !reference [.shared, variables]}
                .leaf: {extends: .shared}
                replaced: {extends: .wrapper, variables: {OWN: o}, script: [x]}
                through: {variables: !reference [.wrapper, variables], script: !reference [.leaf, script]}
                """);

        assertThat(jobs.get(0).variables()).containsEntry("OWN", "o").doesNotContainKey("SHARED");
        assertThat(jobs.get(1).variables()).containsEntry("SHARED", "s");
        assertThat(jobs.get(1).config().script()).containsExactly("shared");
    }

    @Test
    void variablesHaveTheTextThatRubyPrints() {
        var jobs = planned("""
                variables: {MODE: 0640, BIG: 10_000, RATE: 1.50, ON: on, TIME: 2:15, QUOTED: "010", HEX: 0x10}
                a: {script: [x]}
                """);

        assertThat(jobs.getFirst().variables())
                .containsEntry("MODE", "416")
                .containsEntry("BIG", "10000")
                .containsEntry("RATE", "1.5")
                .containsEntry("ON", "true")
                .containsEntry("TIME", "8100")
                .containsEntry("QUOTED", "010")
                .containsEntry("HEX", "16");
    }

    @Test
    void firstVariableOfAMatrixChangesSlowestAndJobsAreNumbered() {
        var jobs = planned("""
                a:
                  script: [x]
                  parallel:
                    matrix:
                      - {OS: [linux, mac], ARCH: [arm, x86]}
                      - {OS: other}
                b: {script: [x], parallel: 2}
                c: {script: [x]}
                """);

        assertThat(names(jobs))
                .containsExactly(
                        "a: [linux, arm]",
                        "a: [linux, x86]",
                        "a: [mac, arm]",
                        "a: [mac, x86]",
                        "a: [other]",
                        "b 1/2",
                        "b 2/2",
                        "c");
        assertThat(jobs.get(4).variables()).containsEntry("CI_NODE_INDEX", "5").containsEntry("CI_NODE_TOTAL", "5");
        assertThat(jobs.get(5).variables()).containsEntry("CI_NODE_INDEX", "1").containsEntry("CI_NODE_TOTAL", "2");
        assertThat(jobs.get(7).variables()).containsEntry("CI_NODE_TOTAL", "1").doesNotContainKey("CI_NODE_INDEX");
    }

    @Test
    void existsComparesWholePaths() {
        var jobs = planned("""
                below: {script: [x], rules: [{exists: ['lib/**']}]}
                deep: {script: [x], rules: [{exists: ['lib/**/*']}]}
                folder: {script: [x], rules: [{exists: [lib]}]}
                name: {script: [x], rules: [{exists: ['**/y.rb']}]}
                """, "lib/x/y.rb");

        assertThat(names(jobs)).containsExactly("deep", "name");
    }

    @Test
    void stagesAtTheEdgeAloneMakeNoPipeline() {
        assertThat(planned("a: {stage: .pre, script: [x]}\nb: {stage: .post, script: [x]}"))
                .isEmpty();
    }

    @Test
    void jobThatIsManualByItselfCanFailAndOneThatARuleMakesManualCannot() {
        var jobs = planned("""
                itself: {when: manual, script: [x], rules: [{if: $CI}]}
                rule: {script: [x], rules: [{if: $CI, when: manual}]}
                """);

        assertThat(jobs.get(0).allowFailure().always()).isTrue();
        assertThat(jobs.get(1).allowFailure().always()).isFalse();
    }

    @Test
    void retryWithoutANumberIsNone() {
        var jobs = planned("a: {script: [x], retry: {when: script_failure}}\nb: {script: [x], retry: {exit_codes: 3}}");

        assertThat(jobs).allMatch(job -> job.config().retry().max() == 0);
    }

    @Test
    void dependencyCanBeInTheSameStageAndCachesCanBeNested() {
        var jobs = planned("""
                .caches: &caches [{key: a, paths: [x]}, {key: b, paths: [y]}]
                a: {script: [x]}
                b: {script: [x], dependencies: [a], cache: [*caches, {key: c, paths: [z]}]}
                """);

        assertThat(jobs.get(1).config().caches()).hasSize(3);
    }

    @Test
    void jobThatDependsOnWhatOnlyGitLabKnowsSaysSo() {
        var jobs = planned("""
                push: {script: [x], rules: [{if: '$CI_REGISTRY && $CI == "true"'}]}
                not: {script: [x], rules: [{if: '$CI_REGISTRY && $ABSENT'}]}
                given: {script: [x], variables: {CI_REGISTRY: r}, rules: [{if: $CI_REGISTRY}]}
                """);

        assertThat(names(jobs)).containsExactly("push", "given");
        assertThat(jobs.get(0).undecided().orElseThrow())
                .contains(".gitlab-ci.yml:1")
                .contains("Whether the job runs depends on CI_REGISTRY");
        assertThat(jobs.get(1).undecided()).isEmpty();
    }

    @Test
    void workflowThatDependsOnWhatOnlyGitLabKnowsIsNotSupported() {
        planned("workflow: {rules: [{if: $CI_SERVER_VERSION}]}\na: {script: [x]}");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNSUPPORTED);
            assertThat(problem.job()).isEmpty();
        });
    }
}
