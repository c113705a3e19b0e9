package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.contracts.RecordedSignals;
import dev.agenticframework.host.sandbox.Sandbox;
import dev.agenticframework.localgit.LocalGit;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A runner over a real repository, for tests.
final class Runner implements Signals {

    final Path root;
    final LocalGit git;
    final ArtifactStore artifacts;
    final RecordedSignals signals = new RecordedSignals();
    final LocalPipelines pipelines;
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    private int effects;

    Runner(Path root, JobServices services) {
        this.root = root;
        this.git = new LocalGit(root.resolve("git"), InstantSource.system());
        this.artifacts = new FileArtifactStore(root.resolve("artifacts"));
        var environment = new HashMap<>(RunnerSettings.scrubbed(System.getenv()));
        this.pipelines = new LocalPipelines(
                _ -> git,
                artifacts,
                services,
                new RunnerSettings(root.resolve("ci"), 4, environment),
                new Sandbox(new Sandbox.Settings(root.resolve("ci/sandbox"), root, environment, List.of(), false)),
                InstantSource.system(),
                this);
    }

    /// The same folder, opened by another process.
    Runner again(JobServices services) {
        return new Runner(root, services);
    }

    static FileTree files(Map<String, String> texts) {
        var files = new HashMap<String, FileTree.Entry>();
        texts.forEach((path, text) -> files.put(path, new FileTree.Entry(text.getBytes(UTF_8), false)));
        return FileTree.of(files);
    }

    String push(String repository, String branch, Map<String, String> files) {
        git.ensureRepository(repository, "");
        return git.commit(
                repository, branch, "main", new Change.Whole(files(files)), "m", "Ada", "wf-" + ++effects + "/t1");
    }

    Pipelines.Run run(String yaml) {
        return run(Map.of(".gitlab-ci.yml", yaml));
    }

    Pipelines.Run run(Map<String, String> files) {
        var commit = push("shop", "work", files);
        return run(new Pipelines.Request(
                new TaskKey("wf-" + effects, "t2", 1),
                new Revision("git", "shop", commit),
                "work",
                Optional.empty(),
                Map.of()));
    }

    /// Starts a pipeline and waits until it has ended.
    Pipelines.Run run(Pipelines.Request request) {
        try {
            var run = pipelines.start(request);
            if (run.status() == Pipelines.Status.RUNNING) {
                signals.await(request.task().waiter(run.handle()));
            }
            return pipelines.observe(run.id());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void signal(Waiter waiter, String payload) {
        signals.signal(waiter, payload);
    }

    @Override
    public void progress(Waiter waiter, double fraction, String message) {
        var words = message.split(" ");
        signals.progress(waiter, fraction, message);
        events.add((words.length > 2 ? "end " : "start ") + words[1]);
    }

    @Override
    public void log(Waiter waiter, String line) {
        lines.add(line.replaceFirst(" \\| ", "| "));
        signals.log(waiter, line);
    }

    static Pipelines.Job job(Pipelines.Run run, String name) {
        return run.jobs().stream()
                .filter(j -> j.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no job " + name + " in " + run));
    }

    /// `name=STATUS` of each job.
    static List<String> ends(Pipelines.Run run) {
        return run.jobs().stream().map(j -> j.name() + "=" + j.status()).toList();
    }
}
