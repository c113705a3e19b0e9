package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.TaskKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Pipelines] must do.
public abstract class PipelinesContract {
    private static final String FILE = ".gitlab-ci.yml";

    /// Where the repositories are whose pipelines run; empty at the beginning of each test.
    protected abstract SourceControl control();

    /// The pipelines under test.
    protected abstract Pipelines pipelines();

    /// Where the logs of jobs are kept.
    protected abstract ArtifactStore artifacts();

    /// Where the pipelines under test send their signals.
    protected abstract RecordedSignals signals();

    private Pipelines.Request request(String path, String text) {
        return request(path, text, 1);
    }

    private Pipelines.Request request(String path, String text, int attempt) {
        control().ensureRepository("shop", "");
        var files = FileTree.of(Map.of(path, new FileTree.Entry(text.getBytes(UTF_8), false)));
        String commit = control().commit("shop", "work", "main", new Change.Whole(files), "Change", "Ada", "wf-1/t1");
        var task = new TaskKey("wf-1", "t2", attempt);
        return new Pipelines.Request(
                task,
                new Revision(PartialTarget.SOURCE, "shop", commit),
                "work",
                Optional.empty(),
                Map.of("GREETING", "hello"));
    }

    private Pipelines.Run run(Pipelines.Request request) throws InterruptedException {
        Pipelines.Run started = pipelines().start(request);
        signals().await(request.task().waiter(started.handle()));
        return pipelines().observe(started.id());
    }

    private String refusal(Pipelines.Request request) {
        try {
            return pipelines().start(request).status().name();
        } catch (FailureException e) {
            return e.failure().code();
        }
    }

    @Test
    void jobsThatPassMakeItSucceedAndLeaveTheirLogs() throws Exception {
        Pipelines.Run run =
                run(request(FILE, "one: {script: [\"echo $GREETING\"]}\ntwo: {needs: [one], script: [\"true\"]}\n"));

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(run.jobs()).extracting(Pipelines.Job::name).containsExactly("one", "two");
        assertThat(run.jobs()).extracting(Pipelines.Job::status).containsOnly(Status.SUCCEEDED);
        assertThat(signals().lines()).anyMatch(line -> line.endsWith("hello"));
        assertThat(signals().progress()).isNotEmpty();
        String log = run.jobs().getFirst().log().orElseThrow();
        assertThat(artifacts().read(log)).asString(UTF_8).contains("hello");
    }

    @Test
    void jobThatFailsMakesItFailSaysWhyAndKeepsWhatNeedsItFromRunning() throws Exception {
        String file = "one: {script: [\"echo it broke\", \"exit 3\"]}\ntwo: {needs: [one], script: [\"true\"]}\n";

        Pipelines.Run run = run(request(FILE, file));

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.jobs()).extracting(Pipelines.Job::status).containsExactly(Status.FAILED, Status.SKIPPED);
        assertThat(run.jobs().getFirst().reason()).contains("it broke");
    }

    @Test
    void startReturnsBeforeThePipelineHasEnded() throws Exception {
        Pipelines.Request request = request(FILE, "one: {script: [\"sleep 60\"]}\n");

        Pipelines.Run started = pipelines().start(request);
        Pipelines.Run again = pipelines().start(request);

        assertThat(started.status()).isEqualTo(Status.RUNNING);
        assertThat(again.id()).isEqualTo(started.id());
        assertThat(pipelines().observe(started.id()).status()).isEqualTo(Status.RUNNING);
        assertThat(pipelines().cancel(started.id()).status()).isEqualTo(Status.CANCELLED);
        signals().await(request.task().waiter(started.handle()));
    }

    @Test
    void runThatSucceededIsReturnedAndNotRepeated() throws Exception {
        Pipelines.Run first = run(request(FILE, "one: {script: [\"true\"]}\n"));

        assertThat(pipelines().start(request(FILE, "one: {script: [\"true\"]}\n")))
                .isEqualTo(first);
        assertThat(pipelines().start(request(FILE, "one: {script: [\"true\"]}\n", 2)))
                .isEqualTo(first);
        assertThat(pipelines().cancel(first.id())).isEqualTo(first);
    }

    @Test
    void runThatFailedIsReturnedToItsAttemptAndRepeatedForTheNext() throws Exception {
        Pipelines.Run first = run(request(FILE, "one: {script: [\"false\"]}\n"));

        assertThat(pipelines().start(request(FILE, "one: {script: [\"false\"]}\n")))
                .isEqualTo(first);
        Pipelines.Request next = request(FILE, "one: {script: [\"false\"]}\n", 2);
        assertThat(pipelines().start(next).status()).isEqualTo(Status.RUNNING);
        signals().await(next.task().waiter(first.handle()));
    }

    @Test
    void unknownRunIsRefused() {
        assertThatThrownBy(() -> pipelines().observe("0123")).hasMessageContaining("PIPELINE_NOT_FOUND");
    }

    @Test
    void fileThatIsWrongOrMissingIsRefused() {
        assertThat(refusal(request(FILE, "one: {scirpt: [x]}\n"))).isEqualTo("PIPELINE_INVALID");
        assertThat(refusal(request("README.md", "nothing here\n"))).isEqualTo("PIPELINE_FILE_MISSING");
    }
}
