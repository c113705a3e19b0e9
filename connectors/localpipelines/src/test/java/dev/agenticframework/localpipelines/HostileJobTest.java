package dev.agenticframework.localpipelines;

import static dev.agenticframework.localpipelines.Runner.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines.Run;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.TaskKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Pipelines that attack the platform and other repositories.
@EnabledOnOs(OS.LINUX)
class HostileJobTest {

    private static final String SECRET = "the-key-of-the-platform";

    @TempDir
    Path home;

    private Runner runner;
    private int tasks;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/api.key"), SECRET);
        runner = new Runner(home, JobServices.of(List.of()));
    }

    private Run run(String yaml) {
        return runner.run(yaml.replace("HOME_OF_PLATFORM", home.toString()));
    }

    private void assertNothingLeaked(Run run) {
        assertThat(runner.lines).noneMatch(line -> line.contains(SECRET));
        assertThat(run.toString()).doesNotContain(SECRET);
    }

    @Test
    void jobCannotReadTheKeysOfThePlatform() {
        var run = run("""
                steal: {script: ["cat HOME_OF_PLATFORM/keys/api.key || true", "ls -R HOME_OF_PLATFORM"]}
                """);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertNothingLeaked(run);
    }

    @Test
    void jobIsNotRootAndSeesNoOtherProcess() throws IOException {
        var other = new ProcessBuilder("sleep", "60");
        other.environment().put("DATABASE_URL", SECRET);
        var victim = other.start();
        try {
            var run = run("""
                    look:
                      script:
                        - test "$(id -u)" != 0
                        - cat /proc/[0-9]*/environ | tr '\\0' '\\n'
                        - test ! -e /proc/VICTIM/root || test "$(tr '\\0' ' ' < /proc/VICTIM/cmdline)" != "sleep 60 "
                    """.replace("VICTIM", Long.toString(victim.pid())));

            assertThat(run.status()).as(run.toString()).isEqualTo(Status.SUCCEEDED);
            assertNothingLeaked(run);
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void jobWritesToItsOwnFolderOnly() {
        run("""
                write:
                  script:
                    - for place in HOME_OF_PLATFORM HOME_OF_PLATFORM/git HOME_OF_PLATFORM/ci /tmp; do
                      (echo x > $place/from-a-job) 2>/dev/null || true; done
                    - echo mine > fine
                """);

        assertThat(List.of(home, home.resolve("git"), home.resolve("ci"), Path.of("/tmp")))
                .allSatisfy(place -> assertThat(place.resolve("from-a-job")).doesNotExist());
    }

    @Test
    void artifactsAreNotTakenThroughLinks() {
        var run = run("""
                stages: [steal, show]
                steal:
                  stage: steal
                  script: [ln -s HOME_OF_PLATFORM first, ln -s first second, mkdir reports, ln -s ../second/keys/api.key reports/x]
                  artifacts: {paths: [second/keys/, "first/keys/*", reports/], reports: {dotenv: second/keys/api.key}}
                show:
                  stage: show
                  script: ["cat first/keys/api.key second/keys/api.key reports/x || true"]
                """);

        assertNothingLeaked(run);
    }

    @Test
    void artifactsAreNotWrittenThroughLinks() {
        var run = run("""
                stages: [make, use]
                link: {stage: make, script: [ln -s HOME_OF_PLATFORM/keys out], artifacts: {paths: [out]}}
                file: {stage: make, script: [mkdir out, echo forged > out/api.key], artifacts: {paths: [out/]}}
                use: {stage: use, script: [cat out/api.key]}
                """);

        assertThat(run.status()).as(run.toString()).isEqualTo(Status.SUCCEEDED);
        assertThat(home.resolve("keys/api.key")).hasContent(SECRET);
    }

    @Test
    void reasonOfAFailureShowsNothingOfTheFileThatAJobLinksTo() {
        var run = run("""
                fail: {script: ["rm $CI_BUILDS_DIR/step && ln -s HOME_OF_PLATFORM/keys/api.key $CI_BUILDS_DIR/step; exit 1"]}
                """);

        assertThat(job(run, "fail").status()).isEqualTo(Status.FAILED);
        assertThat(job(run, "fail").reason()).contains("exited with 1");
        assertNothingLeaked(run);
    }

    @Test
    void variablesOfAJobDoNotReachTheProgramsOfThePlatform() {
        var run = run("""
                variables: {GIT_TRACE: HOME_OF_PLATFORM/traced}
                job: {script: [git log -1 --format=%s]}
                """);

        assertThat(run.status()).as(run.toString()).isEqualTo(Status.SUCCEEDED);
        assertThat(home.resolve("traced")).doesNotExist();
    }

    @Test
    void objectsOfTheRepositoryStayThePlatforms() throws IOException {
        run("job: {script: [chmod -R a+w .git]}");

        try (var files = Files.walk(home.resolve("git"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(home)));
        }
    }

    @Test
    void cacheOfOneRepositoryNeverReachesAnother() {
        var yaml = """
                job:
                  cache: {key: {files: [lock]}, paths: [deps/]}
                  script: ["cat deps/library || true", "mkdir -p deps && echo poisoned > deps/library"]
                """;
        of("attacker", yaml);
        runner.lines.clear();
        of("victim", yaml);
        assertThat(runner.lines).noneMatch(line -> line.equals("job| poisoned"));

        of("victim", yaml);
        assertThat(runner.lines).contains("job| poisoned");
    }

    private void of(String repository, String yaml) {
        var commit = runner.push(repository, "work", Map.of(".gitlab-ci.yml", yaml, "lock", "library==1"));
        var task = new TaskKey("wf-cache-" + ++tasks, "t2", 1);
        var request = new dev.agenticframework.agentapi.Pipelines.Request(
                task, new Revision("git", repository, commit), "work", Optional.empty(), Map.of());
        assertThat(runner.run(request).status()).isEqualTo(Status.SUCCEEDED);
    }
}
