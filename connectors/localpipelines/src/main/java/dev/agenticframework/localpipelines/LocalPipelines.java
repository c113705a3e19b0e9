package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Runs `.gitlab-ci.yml` on this machine.
///
/// A pipeline that succeeded is remembered by its effect key and commit, and given back when it is asked for again; one
/// that failed or was broken off runs anew, after what was left of it is cleared away.
public final class LocalPipelines implements Pipelines {

    /// How many faults of a file an error shows.
    static final int MAX_SHOWN = 10;

    private static final int ID_CHARS = 24;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SourceControl source;
    private final ArtifactStore artifacts;
    private final PipelineServices services;
    private final RunnerSettings settings;
    private final InstantSource clock;
    private final Semaphore slots;
    private final CacheStore cache;
    private final Map<String, Semaphore> running = new ConcurrentHashMap<>();

    public LocalPipelines(
            SourceControl source,
            ArtifactStore artifacts,
            PipelineServices services,
            RunnerSettings settings,
            InstantSource clock) {
        this.source = source;
        this.artifacts = artifacts;
        this.services = services;
        this.settings = settings;
        this.clock = clock;
        this.slots = new Semaphore(settings.parallelJobs(), true);
        this.cache = new CacheStore(settings.root().resolve("cache"));
    }

    @Override
    public Run run(Request request, Listener listener) throws InterruptedException {
        var id = id(request);
        var turn = running.computeIfAbsent(id, k -> new Semaphore(1));
        turn.acquire();
        try {
            var finished = finished(id);
            return finished.isPresent() ? finished.get() : anew(request, id, listener);
        } catch (IOException e) {
            throw new FailureException(
                    Failure.transientExternal(
                            "PIPELINE_RUNNER_FAILED",
                            "the runner cannot use its folder: " + e.getMessage(),
                            "check the disk's space and the permissions of " + settings.root()),
                    e);
        } finally {
            turn.release();
        }
    }

    /// Ends the processes and removes the checkouts that a killed platform left. To be called once, before any run.
    public void clearLeftovers() {
        try {
            ProcessGroup.killMarked(machine());
            var runs = settings.root().resolve("runs");
            if (Files.isDirectory(runs)) {
                Folders.delete(runs);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String machine() {
        return hex(settings.root().toString(), ID_CHARS) + ".";
    }

    private static String id(Request request) {
        return hex(request.effect() + "\0" + request.repository() + "\0" + request.commit(), ID_CHARS);
    }

    private static String hex(String text, int chars) {
        return HexFormat.of()
                .formatHex(JobFiles.sha256().digest(text.getBytes(UTF_8)))
                .substring(0, chars);
    }

    private Path result(String id) {
        return settings.root().resolve("results").resolve(id + ".json");
    }

    private Optional<Run> finished(String id) throws IOException {
        var file = result(id);
        return Files.exists(file) ? Optional.of(JSON.readValue(Files.readAllBytes(file), Run.class)) : Optional.empty();
    }

    private void remember(String id, Run run) throws IOException {
        var file = result(id);
        Files.createDirectories(file.resolveSibling("."));
        var partial = file.resolveSibling("." + id + ".partial");
        Files.write(partial, JSON.writeValueAsBytes(run));
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Run anew(Request request, String id, Listener listener) throws IOException, InterruptedException {
        var pipeline = pipeline(request);
        var folder = settings.root().resolve("runs").resolve(id);
        var mark = machine() + id + ".";
        ProcessGroup.killMarked(mark);
        Folders.delete(folder);
        Files.createDirectories(folder);
        try {
            var around = new JobRunner.Surroundings(
                    settings,
                    services,
                    cache,
                    new Checkout(source, request.repository(), request.commit()),
                    request.repository(),
                    folder,
                    mark);
            var run = new PipelineRun(pipeline, around, artifacts, listener, slots, clock).run();
            if (run.status() == Status.SUCCEEDED) {
                remember(id, run);
            }
            return run;
        } finally {
            Folders.delete(folder);
        }
    }

    private Pipeline pipeline(Request request) {
        var files = source.read(request.repository(), request.commit());
        if (!files.entries().containsKey(ConfigReader.PATH)) {
            throw new FailureException(Failure.invalid(
                    "PIPELINE_FILE_MISSING",
                    "'" + request.repository() + "' has no " + ConfigReader.PATH + " at " + request.commit(),
                    "add one"));
        }
        var read = ConfigReader.read(files);
        refuse(read.of(Problem.Kind.INVALID));
        refuse(read.problems().stream()
                .filter(p -> p.kind() == Problem.Kind.UNSUPPORTED && p.job().isEmpty())
                .toList());
        var problems = new ArrayList<Problem>();
        var pipeline = Planning.plan(read.config(), triggers(request, files), problems);
        refuse(problems);
        return pipeline;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new FailureException(Failure.invalid(
                    "PIPELINE_INVALID",
                    problems.stream().limit(MAX_SHOWN).map(Problem::toString).collect(Collectors.joining("\n")),
                    "mend the file, and commit it"));
        }
    }

    private List<Trigger> triggers(Request request, FileTree files) {
        var repository = source.repository(request.repository()).orElseThrow();
        var mergeRequest = request.mergeRequest().flatMap(n -> source.mergeRequest(request.repository(), n));
        var triggers = new ArrayList<Trigger>();
        for (var kind : Trigger.Source.values()) {
            if (kind == Trigger.Source.PUSH || mergeRequest.isPresent()) {
                triggers.add(new Trigger(
                        kind,
                        request.branch(),
                        files.entries().keySet(),
                        mergeRequest.map(mr -> changed(mr, files)),
                        Predefined.ofPipeline(
                                request, repository, kind, mergeRequest, number(request), clock.instant()),
                        request.variables()));
            }
        }
        return triggers;
    }

    private static String number(Request request) {
        return Long.toString(Long.parseLong(id(request).substring(0, 8), 16));
    }

    /// The paths that a merge request adds, changes or removes.
    private Set<String> changed(MergeRequest mergeRequest, FileTree files) {
        var base = source.read(mergeRequest.repository(), mergeRequest.targetBranch())
                .entries();
        var changed = new HashSet<String>();
        files.entries().forEach((path, entry) -> {
            var old = base.get(path);
            if (old == null || !Arrays.equals(old.content(), entry.content())) {
                changed.add(path);
            }
        });
        base.keySet().stream().filter(p -> !files.entries().containsKey(p)).forEach(changed::add);
        return changed;
    }
}
