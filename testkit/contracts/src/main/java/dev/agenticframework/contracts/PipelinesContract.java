package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.agentapi.SourceControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /// Writes down what it is told.
    private static final class Notes implements Pipelines.Listener {
        private final List<String> started = new CopyOnWriteArrayList<>();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<String> ended = new CopyOnWriteArrayList<>();

        @Override
        public void jobStarted(String job) {
            started.add(job);
        }

        @Override
        public void line(String job, String line) {
            lines.add(line);
        }

        @Override
        public void jobEnded(Pipelines.Job job) {
            ended.add(job.name() + " " + job.status());
        }
    }

    private Pipelines.Request request(String path, String text) {
        control().ensureRepository("shop", "");
        var files = FileTree.of(Map.of(path, new FileTree.Entry(text.getBytes(UTF_8), false)));
        String commit = control().commit("shop", "work", "main", files, "Change", "Ada", "wf-1/t1");
        return new Pipelines.Request("wf-1/t2", "shop", commit, "work", Optional.empty(), Map.of("GREETING", "hello"));
    }

    private String refusal(Pipelines.Request request) throws InterruptedException {
        try {
            return pipelines().run(request, new Notes()).status().name();
        } catch (FailureException e) {
            return e.failure().code();
        }
    }

    @Test
    void jobsThatPassMakeItSucceedAndLeaveTheirLogs() throws Exception {
        var notes = new Notes();

        Pipelines.Run run = pipelines()
                .run(
                        request(FILE, "one: {script: [\"echo $GREETING\"]}\ntwo: {needs: [one], script: [\"true\"]}\n"),
                        notes);

        assertThat(run.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(notes.ended).containsExactly("one SUCCEEDED", "two SUCCEEDED");
        assertThat(notes.lines).contains("hello");
        String log = run.jobs().getFirst().log().orElseThrow();
        assertThat(artifacts().read(log)).asString(UTF_8).contains("hello");
    }

    @Test
    void jobThatFailsMakesItFailSaysWhyAndKeepsWhatNeedsItFromRunning() throws Exception {
        String file = "one: {script: [\"echo it broke\", \"exit 3\"]}\ntwo: {needs: [one], script: [\"true\"]}\n";

        Pipelines.Run run = pipelines().run(request(FILE, file), new Notes());

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.jobs()).extracting(Pipelines.Job::status).containsExactly(Status.FAILED, Status.SKIPPED);
        assertThat(run.jobs().getFirst().reason()).contains("it broke");
    }

    @Test
    void whatSucceededIsGivenBackAndNotRunAgain() throws Exception {
        Pipelines.Request request = request(FILE, "one: {script: [\"true\"]}\n");
        Pipelines.Run first = pipelines().run(request, new Notes());
        var notes = new Notes();

        Pipelines.Run again = pipelines().run(request, notes);

        assertThat(again).isEqualTo(first);
        assertThat(notes.started).isEmpty();
    }

    @Test
    void fileThatIsWrongOrMissingIsSaidToBe() throws Exception {
        assertThat(refusal(request(FILE, "one: {scirpt: [x]}\n"))).isEqualTo("PIPELINE_INVALID");
        assertThat(refusal(request("README.md", "nothing here\n"))).isEqualTo("PIPELINE_FILE_MISSING");
    }
}
