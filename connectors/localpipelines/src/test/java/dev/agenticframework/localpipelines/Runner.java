package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Pipelines;
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
final class Runner implements Pipelines.Listener {

    final Path root;
    final LocalGit git;
    final ArtifactStore artifacts;
    final LocalPipelines pipelines;
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    private int effects;

    Runner(Path root, PipelineServices services) {
        this.root = root;
        this.git = new LocalGit(root.resolve("git"), InstantSource.system());
        this.artifacts = new FileArtifactStore(root.resolve("artifacts"));
        var environment = new HashMap<>(RunnerSettings.scrubbed(System.getenv()));
        this.pipelines = new LocalPipelines(
                git,
                artifacts,
                services,
                new RunnerSettings(root.resolve("ci"), 4, environment),
                InstantSource.system());
    }

    static FileTree files(Map<String, String> texts) {
        var files = new HashMap<String, FileTree.Entry>();
        texts.forEach((path, text) -> files.put(path, new FileTree.Entry(text.getBytes(UTF_8), false)));
        return FileTree.of(files);
    }

    String push(String repository, String branch, Map<String, String> files) {
        git.ensureRepository(repository, "");
        return git.commit(repository, branch, "main", files(files), "m", "Ada", "wf-" + ++effects + "/t1");
    }

    Pipelines.Run run(String yaml) {
        return run(Map.of(".gitlab-ci.yml", yaml));
    }

    Pipelines.Run run(Map<String, String> files) {
        var commit = push("shop", "work", files);
        return run(new Pipelines.Request("wf-" + effects + "/t2", "shop", commit, "work", Optional.empty(), Map.of()));
    }

    Pipelines.Run run(Pipelines.Request request) {
        try {
            return pipelines.run(request, this);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void jobStarted(String job) {
        events.add("start " + job);
    }

    @Override
    public void line(String job, String line) {
        lines.add(job + "| " + line);
    }

    @Override
    public void jobEnded(Pipelines.Job job) {
        events.add("end " + job.name());
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
