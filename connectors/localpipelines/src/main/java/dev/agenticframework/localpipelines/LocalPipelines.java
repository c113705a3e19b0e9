package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.SourceControl.MergeRequest;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.Usage;
import dev.agenticframework.host.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// Runs `.gitlab-ci.yml` on this machine.
///
/// A run survives the process: the runner stores each ended job before it continues, and [#open] continues the runs of
/// a killed process without repeating ended jobs.
public final class LocalPipelines implements Pipelines, AutoCloseable {

    /// The number of problems that an error shows.
    static final int MAX_SHOWN = 10;

    private static final Duration STORE_AGAIN = Duration.ofSeconds(1);
    private static final int ID_CHARS = 24;
    private static final System.Logger LOG = System.getLogger(LocalPipelines.class.getName());

    private final Sources sources;
    private final ArtifactStore artifacts;
    private final JobServices services;
    private final RunnerSettings settings;
    private final InstantSource clock;
    private final Signals signals;
    private final Semaphore slots;
    private final CacheStore cache;
    private final RunStore store;
    private final ProcessGroups groups;
    private final Sandbox sandbox;
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();

    /// @param sandbox confines the commands of jobs
    /// @param signals resume the tasks that wait for runs
    public LocalPipelines(
            Sources sources,
            ArtifactStore artifacts,
            JobServices services,
            RunnerSettings settings,
            Sandbox sandbox,
            InstantSource clock,
            Signals signals) {
        this.sources = sources;
        this.artifacts = artifacts;
        this.services = services;
        this.settings = settings;
        this.sandbox = sandbox;
        this.clock = clock;
        this.signals = signals;
        this.slots = new Semaphore(settings.parallelJobs(), true);
        this.cache = new CacheStore(settings.root().resolve("cache"));
        this.store = new RunStore(settings.root());
        this.groups = new ProcessGroups(hex(settings.root().toString(), ID_CHARS));
    }

    /// Ends the processes that a killed platform left, and continues its runs. Call it once, before the first run.
    public synchronized void open() {
        groups.killAll();
        try {
            cache.removePartials();
            store.removeDrafts();
        } catch (IOException e) {
            throw store.failure(e);
        }
        store.unfinished().forEach(this::resume);
    }

    private void resume(String id) {
        var state = store.state(id);
        if (state.isEmpty() || store.find(id).isPresent()) {
            // The run has ended, or has not started.
            store.clear(id);
            return;
        }
        try {
            launch(id, state.get(), pipeline(state.get()));
        } catch (FailureException e) {
            var run = new ActiveRun(id, state.get(), store, signals);
            end(run, run.failed(e.failure(), clock.instant()));
        }
    }

    @Override
    public synchronized Run start(Request request) {
        String id = id(request);
        ActiveRun running = active.get(id);
        if (running != null) {
            return running.run(Status.RUNNING, clock.instant());
        }
        var before = store.find(id).filter(result -> isKept(result, request));
        if (before.isPresent()) {
            return before.get().run();
        }
        var state = new RunStore.State(request, clock.instant(), List.of());
        var pipeline = pipeline(state);
        store.clear(id);
        store.forget(id);
        store.save(id, state);
        return launch(id, state, pipeline).run(Status.RUNNING, clock.instant());
    }

    private static boolean isKept(RunStore.Result result, Request request) {
        return result.run().status() == Status.SUCCEEDED
                || result.attempt() == request.task().attempt();
    }

    @Override
    public Run observe(String id) {
        ActiveRun running = active.get(id);
        return running != null
                ? running.run(Status.RUNNING, clock.instant())
                : store.find(id)
                        .orElseThrow(() -> new FailureException(Failure.notFound(
                                "PIPELINE_NOT_FOUND",
                                "No pipeline has the id " + id + ".",
                                "Start the pipeline again.")))
                        .run();
    }

    @Override
    public Run cancel(String id) {
        ActiveRun running = active.get(id);
        if (running != null) {
            running.cancel();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return observe(id);
    }

    /// Removes the results of runs that ended before a time.
    public void removeResultsBefore(Instant then) {
        store.removeResultsBefore(then);
    }

    /// The space that the data of the runner take, by kind.
    public List<DiskUse> disk() {
        return List.of(
                new DiskUse(
                        "pipeline runs",
                        store.runs(),
                        Usage.of(store.runs()).bytes(),
                        Usage.entries(store.runs()),
                        "until the run ends; a log has at most " + (JobLog.MAX_BYTES >> 20) + " MiB"),
                new DiskUse(
                        "pipeline results",
                        store.results(),
                        Usage.of(store.results()).bytes(),
                        Usage.entries(store.results()),
                        "as long as workflows"),
                new DiskUse(
                        "pipeline caches",
                        cache.root(),
                        Usage.of(cache.root()).bytes(),
                        Usage.entries(cache.root()),
                        "the " + CacheStore.MAX_ENTRIES + " most recently used"));
    }

    /// Stops all jobs. The next [#open] continues the runs.
    @Override
    public void close() {
        List<ActiveRun> all = List.copyOf(active.values());
        all.forEach(ActiveRun::interrupt);
        try {
            for (ActiveRun run : all) {
                run.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ActiveRun launch(String id, RunStore.State state, Pipeline pipeline) {
        var run = new ActiveRun(id, state, store, signals);
        active.put(id, run);
        run.start(() -> carryOut(id, run, pipeline));
        return run;
    }

    private void carryOut(String id, ActiveRun run, Pipeline pipeline) {
        try {
            end(run, run.ended(jobs(id, run, pipeline), clock.instant()));
        } catch (InterruptedException e) {
            if (run.isCancelled()) {
                end(run, run.run(Status.CANCELLED, clock.instant()));
            }
        } catch (IOException e) {
            end(run, run.failed(store.failure(e).failure(), clock.instant()));
        } catch (FailureException e) {
            end(run, run.failed(e.failure(), clock.instant()));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The pipeline " + id + " failed", e);
            end(run, run.failed(crashed(e), clock.instant()));
        } finally {
            active.remove(id, run);
        }
    }

    private static Failure crashed(Throwable cause) {
        return Failure.internal(
                "PIPELINE_RUNNER_CRASHED",
                "The runner ended because of " + cause.getClass().getSimpleName() + ".",
                "See the log of the platform, and retry the workflow.");
    }

    private List<Job> jobs(String id, ActiveRun run, Pipeline pipeline) throws IOException, InterruptedException {
        Request request = run.state().request();
        Path folder = store.folder(id);
        groups.killMarked(id);
        Files.createDirectories(folder);
        var around = new JobRunner.Surroundings(
                settings,
                services,
                cache,
                new Checkout(
                        sources,
                        request.revision(),
                        groups,
                        settings.environment().getOrDefault("PATH", "/usr/bin:/bin")),
                repository(request.revision()),
                folder,
                groups,
                sandbox,
                id);
        return new PipelineRun(pipeline, around, artifacts, run, slots, clock)
                .run(run.state().ended());
    }

    /// Stores the result of a run. While the disk is full, this is tried again until it succeeds; after an
    /// interruption, the next [#open] continues the run.
    private void end(ActiveRun active, Run run) {
        var result = new RunStore.Result(active.state().request().task().attempt(), run);
        for (boolean stored = false; !stored; ) {
            try {
                store.finish(run.id(), result);
                stored = true;
            } catch (FailureException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot store the result of " + run.id() + ": " + e.getMessage());
                if (!paused()) {
                    return;
                }
            }
        }
        store.clear(run.id());
        this.active.remove(run.id(), active);
        signals.signal(active.waiter(), run.status().name().toLowerCase(Locale.ROOT));
    }

    private static boolean paused() {
        try {
            Thread.sleep(STORE_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String id(Request request) {
        return hex(
                request.task().effect() + "\0" + request.revision().repository() + "\0"
                        + request.revision().commit(),
                ID_CHARS);
    }

    private static String hex(String text, int chars) {
        return HexFormat.of()
                .formatHex(JobFiles.sha256().digest(text.getBytes(UTF_8)))
                .substring(0, chars);
    }

    private Pipeline pipeline(RunStore.State state) {
        Request request = state.request();
        requireIsolation();
        var files = sources.read(request.revision());
        if (!files.entries().containsKey(ConfigReader.PATH)) {
            throw new FailureException(Failure.invalid(
                    "PIPELINE_FILE_MISSING",
                    "'" + request.revision().repository() + "' has no " + ConfigReader.PATH + " at "
                            + request.revision().commit() + ".",
                    "Add a pipeline file to the repository."));
        }
        var cases = new ArrayList<Planning.Case>();
        for (var trigger : triggers(state, files)) {
            var read = ConfigReader.read(files, trigger);
            refuse(read.problems());
            cases.add(new Planning.Case(read.config(), trigger));
        }
        var problems = new ArrayList<Problem>();
        var pipeline = Planning.plan(cases, problems);
        refuse(problems);
        return pipeline;
    }

    /// What only one job lacks does not keep the others from running.
    private static void refuse(List<Problem> problems) {
        refuse(
                problems,
                problem -> problem.kind() == Problem.Kind.INVALID,
                "PIPELINE_INVALID",
                "Fix the file and commit it. GitLab refuses it, too.");
        refuse(
                problems,
                problem -> problem.kind() == Problem.Kind.UNSUPPORTED
                        && problem.job().isEmpty(),
                "PIPELINE_NOT_SUPPORTED",
                "GitLab accepts the file, but this machine cannot run it. Provide what is missing, or do without it.");
    }

    private static void refuse(List<Problem> problems, Predicate<Problem> which, String code, String remedy) {
        var found = problems.stream()
                .filter(which)
                .limit(MAX_SHOWN)
                .map(Problem::toString)
                .toList();
        if (!found.isEmpty()) {
            throw new FailureException(Failure.invalid(code, String.join("\n", found), remedy));
        }
    }

    private void requireIsolation() {
        if (sandbox.level().isEmpty()) {
            throw new FailureException(Failure.external(
                    "ISOLATION_UNAVAILABLE",
                    "This machine cannot isolate the jobs of pipelines.",
                    "Install util-linux 2.38 or newer and allow user namespaces, or run the platform as root. To run jobs"
                            + " without isolation, set isolation: none in the settings of this connection."));
        }
    }

    private List<Trigger> triggers(RunStore.State state, FileTree files) {
        Request request = state.request();
        var source = sources.of(request.revision().source());
        var repository = repository(request.revision());
        var commit = source.describe(repository.id(), request.revision().commit());
        var mergeRequest = request.mergeRequest().flatMap(n -> source.mergeRequest(repository.id(), n));
        var triggers = new ArrayList<Trigger>();
        for (var kind : Trigger.Source.values()) {
            if (kind == Trigger.Source.PUSH || mergeRequest.isPresent()) {
                triggers.add(new Trigger(
                        kind,
                        request.branch(),
                        files.entries().keySet(),
                        mergeRequest.map(mr -> changed(source, mr, files)),
                        Predefined.ofPipeline(
                                request, repository, commit, kind, mergeRequest, number(request), state.startedAt()),
                        request.variables()));
            }
        }
        return triggers;
    }

    private SourceControl.Repository repository(Revision revision) {
        return sources.of(revision.source())
                .repository(revision.repository())
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "REPOSITORY_NOT_FOUND",
                        "No repository has the id '" + revision.repository() + "'.",
                        "Restore the repository, or cancel the workflow.")));
    }

    private static String number(Request request) {
        return Long.toString(Long.parseLong(id(request).substring(0, 8), 16));
    }

    /// The paths that a merge request adds, changes or removes.
    private static Set<String> changed(SourceControl source, MergeRequest mergeRequest, FileTree files) {
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
