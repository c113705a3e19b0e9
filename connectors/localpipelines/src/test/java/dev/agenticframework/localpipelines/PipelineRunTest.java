package dev.agenticframework.localpipelines;

import static dev.agenticframework.localpipelines.Runner.ends;
import static dev.agenticframework.localpipelines.Runner.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.TaskKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunTest {

    @TempDir
    Path folder;

    private Runner runner;

    @BeforeEach
    void start() {
        runner = new Runner(folder, JobServices.of(List.of()));
    }

    @Test
    void stagesRunInOrderAndGiveTheirArtifactsOn() {
        var run = runner.run("""
                stages: [make, check]
                check: {stage: check, script: ["test \\"$(cat out/x)\\" = 42", test ! -e secret]}
                make:
                  stage: make
                  script: [mkdir out, echo 42 > out/x, echo no > out/y, echo s > secret]
                  artifacts: {paths: [out/], exclude: [out/y]}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.events).containsExactly("start make", "end make", "start check", "end check");
        assertThat(runner.lines).contains("check| $ test ! -e secret");
    }

    @Test
    void failureNamesJobCommandExitCodeAndLastLines() {
        var run = runner.run("""
                unit:
                  script:
                    - echo fine
                    - |
                      echo broken part
                      exit 7
                    - echo never
                later: {stage: deploy, script: [echo x]}
                """);

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(job(run, "unit").reason())
                .startsWith("Job 'unit': `echo broken part # and further lines` exited with 7")
                .contains("broken part")
                .doesNotContain("never");
        assertThat(job(run, "later").status()).isEqualTo(Status.SKIPPED);
        assertThat(job(run, "later").reason()).isEqualTo("'unit' failed.");
        assertThat(job(run, "unit").log()).isPresent();
    }

    @Test
    void passwordInAnAddressIsMaskedAndAReasonHasNoControlCharacters() {
        var run = runner.run("""
                unit: {script: ["printf 'from https://ada:s3cret@mirror.example/x \\\\033[31mred\\\\033[0m\\\\n'; exit 7"]}
                """);

        assertThat(job(run, "unit").reason())
                .endsWith("from https://ada:[MASKED]@mirror.example/x red")
                .doesNotContain("\u001b");
    }

    @Test
    void needsLetAJobStartBeforeItsStage() throws Exception {
        var reached = new CountDownLatch(1);
        runner.signals.follow(line -> {
            if (line.equals("after | reached")) {
                reached.countDown();
            }
        });
        try (var bell = new Bell(reached)) {
            var run = runner.run("""
                    stages: [a, b]
                    slow: {stage: a, script: [%s]}
                    quick: {stage: a, script: [echo]}
                    after: {stage: b, needs: [quick], script: [echo reached]}
                    """.formatted(bell.ring()));

            assertThat(ends(run)).containsExactly("slow=SUCCEEDED", "quick=SUCCEEDED", "after=SUCCEEDED");
            assertThat(runner.events.indexOf("start after")).isLessThan(runner.events.indexOf("end slow"));
        }
    }

    @Test
    void jobsThatMayFailDoNotFailThePipeline() {
        var run = runner.run("""
                may: {stage: build, script: [exit 1], allow_failure: true}
                code: {stage: build, script: [exit 9], allow_failure: {exit_codes: [9]}}
                next: {script: [echo]}
                onfail: {stage: deploy, when: on_failure, script: [echo]}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(ends(run)).containsExactly("may=FAILED", "code=FAILED", "next=SUCCEEDED", "onfail=SKIPPED");
    }

    @Test
    void jobsForFailuresAndForAlwaysRunAfterOne() {
        var run = runner.run("""
                bad: {stage: build, script: [exit 1]}
                normal: {script: [echo]}
                clean: {when: always, script: [echo]}
                report: {when: on_failure, script: [echo]}
                """);

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(ends(run)).containsExactly("bad=FAILED", "normal=SKIPPED", "clean=SUCCEEDED", "report=SUCCEEDED");
    }

    @Test
    void manualJobIsSkippedWithItsReasonAndThoseThatNeedItToo() {
        var run = runner.run("""
                ask: {stage: build, when: manual, script: [echo]}
                free: {script: [echo]}
                bound: {needs: [ask], script: [echo]}
                """);

        assertThat(ends(run)).containsExactly("ask=SKIPPED", "free=SUCCEEDED", "bound=SKIPPED");
        assertThat(job(run, "ask").reason()).contains("manual");
        assertThat(job(run, "bound").reason()).contains("'ask'");
    }

    @Test
    void variablesAreExpandedAndTheNarrowerOneWins() {
        var run = runner.run("""
                variables: {A: global, B: "$A-b", C: "${B}/$UNKNOWN/$$A", P: "$CI_PROJECT_DIR/x"}
                job:
                  variables: {A: own}
                  script:
                    - test "$B" = own-b
                    - test "$C" = 'own-b//$A'
                    - test "$P" = "$PWD/x"
                    - test "$CI_JOB_NAME:$CI_JOB_STAGE:$CI_COMMIT_BRANCH:$CI_PIPELINE_SOURCE" = job:test:work:push
                    - test -z "$CI_MERGE_REQUEST_IID"
                """);

        assertThat(job(run, "job").reason()).isEmpty();
    }

    @Test
    void jobSeesNoSecretsOfThePlatformAndItsRepositoryIsAClone() {
        var run = runner.run("""
                job:
                  before_script: [git log -1 --format=%s]
                  script: [env | grep -v '^CI_' | cut -d= -f1 | sort | tr '\\n' ' ']
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.lines).contains("job| m");
        assertThat(RunnerSettings.scrubbed(Map.of(
                        "PATH",
                        "/bin",
                        "AWS_SECRET_ACCESS_KEY",
                        "x",
                        "GITHUB_TOKEN",
                        "x",
                        "PIP_TOKEN",
                        "x",
                        "HOME",
                        "/h")))
                .containsOnlyKeys("PATH", "HOME");
    }

    @Test
    void afterScriptRunsInAShellOfItsOwnAndKnowsHowItWent() {
        var run = runner.run("""
                job:
                  script: [X=1, exit 3]
                  after_script: ['echo "x=$X status=$CI_JOB_STATUS"', exit 5]
                """);

        assertThat(job(run, "job").reason()).contains("exited with 3");
        assertThat(runner.lines).contains("job| x= status=failed");
    }

    @Test
    void failedJobIsTriedAgainAsOftenAsItSays() throws Exception {
        var bell = new Bell();
        var run = runner.run("""
                flaky:
                  retry: 2
                  script: ["test $(%s) = 3"]
                unlucky:
                  retry: {max: 2, when: runner_system_failure}
                  script: ["echo tried", exit 1]
                """.formatted(bell.ring()));
        bell.close();

        assertThat(ends(run)).containsExactly("flaky=SUCCEEDED", "unlucky=FAILED");
        assertThat(runner.lines.stream().filter("unlucky| tried"::equals)).hasSize(1);
    }

    @Test
    void jobBeyondItsTimeIsEndedWithAllItsProcesses() throws Exception {
        var run = runner.run("""
                job:
                  timeout: 1 second
                  script: ["setsid sleep 987654 & sleep 987653 & sleep 987652"]
                """);

        assertThat(job(run, "job").reason()).contains("timeout");
        assertThat(processes("98765")).isEmpty();
    }

    private static java.util.List<String> processes(String argument) throws Exception {
        var ps = new ProcessBuilder("ps", "-eo", "args").start();
        return new String(ps.getInputStream().readAllBytes())
                .lines()
                .filter(l -> l.startsWith("sleep " + argument))
                .toList();
    }

    @Test
    void cancelEndsTheProcesses() throws Exception {
        var commit = runner.push("shop", "work", Map.of(".gitlab-ci.yml", "job: {script: [echo ready, sleep 876543]}"));
        var ready = new CountDownLatch(1);
        runner.signals.follow(line -> {
            if (line.equals("job | ready")) {
                ready.countDown();
            }
        });
        var run = runner.pipelines.start(new Pipelines.Request(
                new TaskKey("wf", "t9", 1), new Revision("git", "shop", commit), "work", Optional.empty(), Map.of()));
        ready.await();

        assertThat(runner.pipelines.cancel(run.id()).status()).isEqualTo(Status.CANCELLED);

        assertThat(processes("876543")).isEmpty();
        assertThat(folder.resolve("ci/runs")).isEmptyDirectory();
    }

    @Test
    void succeededPipelineIsGivenBackForTheSameEffect() {
        var commit = runner.push("shop", "work", Map.of(".gitlab-ci.yml", "job: {script: [date +%N]}"));
        var request = new Pipelines.Request(
                new TaskKey("wf", "t2", 1), new Revision("git", "shop", commit), "work", Optional.empty(), Map.of());
        var first = runner.run(request);
        int events = runner.events.size();

        assertThat(runner.run(request)).isEqualTo(first);
        assertThat(runner.events).hasSize(events);
    }

    @Test
    void cacheKeyedByFilesIsForTheRepositoryAndItsScriptsFollow() {
        var yaml = """
                job:
                  cache: {key: {files: [lock]}, paths: [env]}
                  script:
                    - if [ -x env/bin/tool ]; then echo hit; else mkdir -p env/bin; printf '#!%s/env/bin/sh\\n' "$PWD" > env/bin/tool; cp /bin/sh env/bin/sh; chmod +x env/bin/*; fi
                    - env/bin/tool
                """;
        var one = runner.push("one", "work", Map.of(".gitlab-ci.yml", yaml, "lock", "v1", "x", "1"));
        var two = runner.push("one", "work", Map.of(".gitlab-ci.yml", yaml, "lock", "v1", "x", "2"));
        var three = runner.push("one", "work", Map.of(".gitlab-ci.yml", yaml, "lock", "v2"));
        for (var request : new String[][] {{"one", one}, {"one", two}, {"one", three}}) {
            var run = runner.run(new Pipelines.Request(
                    new TaskKey("wf", request[1], 1),
                    new Revision("git", request[0], request[1]),
                    "work",
                    Optional.empty(),
                    Map.of()));
            assertThat(job(run, "job").reason()).isEmpty();
        }

        assertThat(runner.lines.stream().filter("job| hit"::equals)).hasSize(1);
    }

    @Test
    void reportsOfTestsAreCountedAlsoWhenTheyFail() {
        var run = runner.run(Map.of(
                ".gitlab-ci.yml",
                "job: {script: [exit 1], artifacts: {when: always, reports: {junit: [r/*.xml]}}}",
                "r/a.xml",
                "<testsuites><testsuite><testcase name='a'/><testcase name='b'><failure/></testcase></testsuite></testsuites>",
                "r/b.xml",
                "<testsuite><testcase name='c'><skipped/></testcase><testcase><error/></testcase></testsuite>",
                "r/c.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><testsuite>&e;</testsuite>"));

        assertThat(job(run, "job").tests()).contains(new Pipelines.Tests(4, 1, 1, 1));
    }

    @Test
    void dotenvReportGivesVariablesToLaterJobs() {
        var run = runner.run("""
                make: {stage: build, script: [echo V=1.2 > b.env], artifacts: {reports: {dotenv: b.env}}}
                use: {script: [test "$V" = 1.2]}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void dotenvReportThatGitLabRefusesGivesNoVariables() {
        var run = runner.run("""
                make:
                  stage: build
                  script: ["printf 'A=1\\n# why\\nB=2\\n' > b.env"]
                  artifacts: {reports: {dotenv: b.env}}
                use: {script: ['echo "[$A][$B]"']}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.lines).contains("use| [][]").anyMatch(line -> line.contains("refuses the dotenv report"));
    }

    @Test
    void jobKnowsItsCommitAndProject() {
        var run = runner.run("""
                job:
                  script:
                    - echo "$CI_COMMIT_TITLE|$CI_COMMIT_AUTHOR|$GITLAB_USER_NAME|$CI_PROJECT_ROOT_NAMESPACE"
                    - test -n "$CI_COMMIT_TIMESTAMP" -a -n "$CI_PROJECT_ID" -a -n "$CI_PROJECT_URL"
                    - test "$(git rev-parse HEAD~)" = "$CI_COMMIT_BEFORE_SHA"
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.lines).anyMatch(line -> line.matches("job\\| m\\|Ada <.*>\\|Ada\\|local"));
    }

    @Test
    void jobWhoseRuleOnlyGitLabCanDecideIsSkippedAndNamesTheVariable() {
        var run = runner.run("""
                job: {stage: build, script: [x], rules: [{if: $CI_REGISTRY}]}
                after: {needs: [job], script: [x]}
                other: {script: [echo]}
                """);

        assertThat(ends(run)).containsExactly("job=SKIPPED", "after=SKIPPED", "other=SUCCEEDED");
        assertThat(job(run, "job").reason()).contains("depends on CI_REGISTRY");
    }

    @Test
    void fileThatThisMachineCannotReadIsNotCalledInvalid() {
        assertThatThrownBy(() -> runner.run("include: {project: g/p, file: x.yml}\na: {extends: .b}"))
                .isInstanceOf(FailureException.class)
                .satisfies(
                        e -> assertThat(((FailureException) e).failure().code()).isEqualTo("PIPELINE_NOT_SUPPORTED"))
                .hasMessageContaining("include:project 'g/p: x.yml'");
    }

    @Test
    void matrixMakesAJobOfEachCombination() {
        var run = runner.run("""
                test:
                  parallel: {matrix: [{A: [x, y], B: "1"}, {A: z}]}
                  script: [echo "$A$B"]
                pick: {needs: [{job: test, parallel: {matrix: [{A: y, B: "1"}]}}], stage: deploy, script: [echo]}
                split: {parallel: 2, script: ["echo $CI_NODE_INDEX of $CI_NODE_TOTAL"]}
                """);

        assertThat(ends(run))
                .containsExactly(
                        "test: [x, 1]=SUCCEEDED",
                        "test: [y, 1]=SUCCEEDED",
                        "test: [z]=SUCCEEDED",
                        "split 1/2=SUCCEEDED",
                        "split 2/2=SUCCEEDED",
                        "pick=SUCCEEDED");
        assertThat(runner.lines).contains("test: [y, 1]| y1", "split 2/2| 2 of 2");
    }

    @Test
    void lastLineOfAJobThatEndsAtOnceIsKept() {
        var run = runner.run("""
                quick: {parallel: 40, script: [seq 200]}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.lines.stream().filter(line -> line.endsWith("| 200"))).hasSize(40);
    }

    @Test
    void unsupportedKeywordFailsTheJobAndNamesIt() {
        var run = runner.run("""
                down: {trigger: other/project}
                img: {image: alpine, script: [echo ok]}
                """);

        assertThat(job(run, "down").reason())
                .contains("does not support 'trigger'")
                .contains(".gitlab-ci.yml:1");
        assertThat(job(run, "img").status()).isEqualTo(Status.SUCCEEDED);
        assertThat(runner.lines).anyMatch(l -> l.contains("NOTICE") && l.contains("'image' is ignored"));
    }

    @Test
    void serviceThatTheMachineLacksIsNamed() {
        var run = runner.run("job: {services: [redis:7], script: [echo]}");

        assertThat(job(run, "job").reason()).contains("redis:7");
    }

    @Test
    void mergeRequestPipelineKnowsWhatChanged() {
        runner.push("shop", "base", Map.of("a/x", "1", "b/y", "1"));
        var head = runner.git.resolve("shop", "base").orElseThrow();
        runner.git.openMergeRequest("shop", "base", "main", "T", "", "A");
        runner.git.merge("shop", 1, head, "A");
        var commit = runner.push("shop", "work", Map.of("a/x", "2", "b/y", "1", ".gitlab-ci.yml", """
                        on-a: {script: [echo], rules: [{changes: [a/**/*]}]}
                        on-b: {script: [echo], rules: [{changes: ["b/*"]}]}
                        mr: {script: [test "$CI_MERGE_REQUEST_IID" = 2], rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}]}
                        branch: {script: [test "$CI_COMMIT_BRANCH" = work]}
                        """));
        var request = runner.git.openMergeRequest("shop", "work", "main", "T", "", "A");

        var run = runner.run(new Pipelines.Request(
                new TaskKey("wf", "t2", 1),
                new Revision("git", "shop", commit),
                "work",
                Optional.of(request.number()),
                Map.of()));

        assertThat(ends(run)).containsExactlyInAnyOrder("on-a=SUCCEEDED", "mr=SUCCEEDED", "branch=SUCCEEDED");
    }

    @Test
    void jobsWithoutRulesRunWhereTheWorkflowsRulesWantAPipelineForTheMergeRequest() {
        var commit = runner.push("shop", "work", Map.of(".gitlab-ci.yml", """
                        workflow:
                          rules:
                            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                            - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
                              when: never
                            - if: $CI_COMMIT_BRANCH
                        plain: {script: [test -n "$CI_MERGE_REQUEST_IID"]}
                        tagged: {script: [echo], only: [tags]}
                        """));
        var request = runner.git.openMergeRequest("shop", "work", "main", "T", "", "A");

        var run = runner.run(new Pipelines.Request(
                new TaskKey("wf", "t3", 1),
                new Revision("git", "shop", commit),
                "work",
                Optional.of(request.number()),
                Map.of()));

        assertThat(ends(run)).containsExactly("plain=SUCCEEDED");
    }

    @Test
    void logIsBounded() {
        var run = runner.run("job: {script: ['head -c 6000000 /dev/zero | base64']}");

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        long bytes = runner.lines.stream().mapToLong(String::length).sum();
        assertThat(bytes).isLessThan(2 * JobLog.MAX_BYTES);
        assertThat(runner.lines).anyMatch(line -> line.contains("exceeded"));
    }

    @Test
    void leftoversOfAKilledPlatformAreCleared() throws Exception {
        Files.createDirectories(folder.resolve("ci/runs/dead/job-1-1"));

        runner.pipelines.open();

        assertThat(folder.resolve("ci/runs")).isEmptyDirectory();
    }

    @Test
    void restartContinuesTheRunAndDoesNotRepeatAJobThatHasEnded() throws Exception {
        var first = new Bell();
        var second = new Bell();
        var yaml = """
                first:
                  stage: build
                  script: [%s, mkdir out, echo 42 > out/x]
                  artifacts: {paths: [out/]}
                second: {script: ["test $(%s) = 2 || { echo waiting; sleep 876542; }", "grep 42 out/x"]}
                """.formatted(first.ring(), second.ring());
        var commit = runner.push("shop", "work", Map.of(".gitlab-ci.yml", yaml));
        var request = new Pipelines.Request(
                new TaskKey("wf", "t2", 1), new Revision("git", "shop", commit), "work", Optional.empty(), Map.of());
        var waiting = new CountDownLatch(1);
        runner.signals.follow(line -> {
            if (line.equals("second | waiting")) {
                waiting.countDown();
            }
        });
        var run = runner.pipelines.start(request);
        waiting.await();
        runner.pipelines.close();
        assertThat(processes("876542")).isEmpty();

        var next = runner.again(JobServices.of(List.of()));
        next.pipelines.open();
        next.signals.await(request.task().waiter(run.handle()));

        assertThat(ends(next.pipelines.observe(run.id()))).containsExactly("first=SUCCEEDED", "second=SUCCEEDED");
        assertThat(first.rings()).isEqualTo(1);
        assertThat(second.rings()).isEqualTo(2);
        first.close();
        second.close();
    }

    @Test
    void runOfAnEarlierVersionIsStartedAgain() throws Exception {
        var commit = runner.push("shop", "work", Map.of(".gitlab-ci.yml", "one: {script: [\"true\"]}"));
        var request = new Pipelines.Request(
                new TaskKey("wf", "t2", 1), new Revision("git", "shop", commit), "work", Optional.empty(), Map.of());
        var id = runner.run(request).id();
        Files.delete(folder.resolve("ci/results/" + id + ".json"));
        Files.createDirectories(folder.resolve("ci/runs/" + id));
        Files.writeString(
                folder.resolve("ci/runs/" + id + "/run.json"),
                "{\"request\": {\"repository\": \"shop\", \"commit\": \"" + commit + "\"}, \"ended\": []}");

        var next = runner.again(JobServices.of(List.of()));
        next.pipelines.open();

        assertThat(next.run(request).status()).isEqualTo(Pipelines.Status.SUCCEEDED);
    }

    @Test
    void jobThatWritesTheFileOfItsStepsOnlyMisnamesItsCommand() {
        var run = runner.run("job: {script: ['echo 999999999999999999999 >../step; exit 3']}");

        assertThat(job(run, "job").status()).isEqualTo(Pipelines.Status.FAILED);
        assertThat(job(run, "job").reason()).contains("exited with 3");
    }

    @Test
    void whatACrashLeftUnfinishedIsRemovedAtTheStart() throws Exception {
        var partial = java.nio.file.Files.createDirectories(runner.root.resolve("ci/cache/.partial-1-1/files"));
        var results = java.nio.file.Files.createDirectories(runner.root.resolve("ci/results"));
        var draft = java.nio.file.Files.createFile(results.resolve(".0a1b.json.1.tmp"));

        runner.pipelines.open();

        assertThat(partial.getParent()).doesNotExist();
        assertThat(draft).doesNotExist();
    }

    @Test
    void resultsOfOldRunsAreRemovedAndOthersStay() throws Exception {
        var old = runner.run("job: {script: [echo old]}");
        var recent = runner.run("job: {script: [echo recent]}");
        var file = runner.root.resolve("ci/results/" + old.id() + ".json");
        java.nio.file.Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(java.time.Instant.EPOCH));

        runner.pipelines.removeResultsBefore(java.time.Instant.now().minusSeconds(3_600));

        assertThat(file).doesNotExist();
        assertThat(runner.pipelines.observe(recent.id()).status()).isEqualTo(Pipelines.Status.SUCCEEDED);
        assertThat(runner.pipelines.disk()).extracting("kind").contains("pipeline results", "pipeline caches");
    }
}
