package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Pipelines.Job;
import dev.agenticframework.agentapi.Pipelines.Status;
import dev.agenticframework.host.Trees;
import dev.agenticframework.localpipelines.Pipeline.Needs;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import dev.agenticframework.localpipelines.Readiness.Standing;
import dev.agenticframework.localpipelines.Readiness.Verdict;
import dev.agenticframework.localpipelines.RunStore.EndedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// Runs the jobs of a pipeline that have not ended yet. One thread decides which jobs start; each job runs in its own
/// thread and reports to it.
final class PipelineRun {

    private final Pipeline pipeline;
    private final Readiness readiness;
    private final JobRunner.Surroundings around;
    private final ArtifactStore artifacts;
    private final RunObserver observer;
    private final Semaphore slots;
    private final InstantSource clock;

    private final Map<String, Standing> standings = new HashMap<>();
    private final Map<String, Map<String, String>> variables = new HashMap<>();
    private final Map<String, Job> done = new LinkedHashMap<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    private record Ended(Planned planned, Job job, Map<String, String> variables) {}

    PipelineRun(
            Pipeline pipeline,
            JobRunner.Surroundings around,
            ArtifactStore artifacts,
            RunObserver observer,
            Semaphore slots,
            InstantSource clock) {
        this.pipeline = pipeline;
        this.readiness = new Readiness(pipeline);
        this.around = around;
        this.artifacts = artifacts;
        this.observer = observer;
        this.slots = slots;
        this.clock = clock;
    }

    /// Runs the pipeline to its end.
    ///
    /// @param before the jobs that ended in an earlier process; they do not run again
    /// @return all jobs, in the order of the pipeline
    List<Job> run(List<EndedJob> before) throws InterruptedException {
        var waiting = new ArrayList<>(pipeline.jobs());
        before.forEach(job -> takeUp(job, waiting));
        int running = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (!waiting.isEmpty() || running > 0) {
                    for (var job : settled(waiting)) {
                        threads.execute(() -> perform(job));
                        running++;
                    }
                    if (running > 0) {
                        note(ended.take());
                        running--;
                    }
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
        return pipeline.jobs().stream().map(j -> required(done.get(j.name()))).toList();
    }

    private void takeUp(EndedJob before, List<Planned> waiting) {
        Job job = before.job();
        waiting.stream()
                .filter(planned -> planned.name().equals(job.name()))
                .findFirst()
                .ifPresent(planned -> {
                    waiting.remove(planned);
                    standings.put(planned.name(), standing(planned, job));
                    variables.put(planned.name(), before.variables());
                    done.put(job.name(), job);
                });
    }

    private static Standing standing(Planned planned, Job job) {
        if (job.status() == Status.SKIPPED) {
            return Readiness.skipped(planned);
        }
        return job.status() == Status.SUCCEEDED || job.allowFailure() ? Standing.PASSED : Standing.FAILED;
    }

    private static Job required(@org.jspecify.annotations.Nullable Job job) {
        return java.util.Objects.requireNonNull(job);
    }

    /// The status of a pipeline with these jobs.
    static Status status(List<Job> jobs) {
        if (jobs.stream().anyMatch(j -> j.status() == Status.FAILED && !j.allowFailure())) {
            return Status.FAILED;
        }
        return jobs.stream().anyMatch(j -> j.status() != Status.SKIPPED) ? Status.SUCCEEDED : Status.SKIPPED;
    }

    /// The jobs that can start now. Skipping a job can decide others, so this is repeated until nothing changes.
    private List<Planned> settled(List<Planned> waiting) {
        var start = new ArrayList<Planned>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (var job : List.copyOf(waiting)) {
                switch (readiness.judge(job, standings)) {
                    case Verdict.Wait _ -> {}
                    case Verdict.Run _ -> {
                        waiting.remove(job);
                        standings.put(job.name(), Standing.RUNNING);
                        start.add(job);
                    }
                    case Verdict.Skip skip -> {
                        waiting.remove(job);
                        standings.put(job.name(), Readiness.skipped(job));
                        end(
                                new Job(
                                        job.name(),
                                        job.config().stage(),
                                        Status.SKIPPED,
                                        job.allowFailure().always(),
                                        skip.reason(),
                                        Duration.ZERO,
                                        Optional.empty(),
                                        Optional.empty()),
                                Map.of());
                        changed = true;
                    }
                }
            }
        }
        return start;
    }

    private void end(Job job, Map<String, String> given) {
        done.put(job.name(), job);
        observer.jobEnded(job, given);
    }

    private void note(Ended end) {
        standings.put(end.planned().name(), standing(end.planned(), end.job()));
        variables.put(end.planned().name(), end.variables());
        end(end.job(), end.variables());
    }

    private int number(Planned job) {
        return pipeline.jobs().indexOf(job) + 1;
    }

    private Path artifactsOf(Planned job) {
        return around.folder().resolve("artifacts-" + number(job));
    }

    private List<Planned> giving(Planned job) {
        var taken = readiness.before(job).stream().filter(other -> switch (job.needs()) {
            case Needs.Jobs needs -> needs.artifactsByName().getOrDefault(other.name(), false);
            case Needs.EarlierStages _ -> true;
        });
        var listed = job.config().dependencies();
        return taken.filter(other ->
                        listed.isEmpty() || listed.get().contains(other.config().name()))
                .toList();
    }

    private void perform(Planned job) {
        var start = clock.instant();
        var log = around.folder().resolve("job-" + number(job) + ".log");
        var outcome = Outcome.failed(Outcome.SYSTEM_FAILURE, 0, "The job was cancelled.");
        var status = Status.CANCELLED;
        try {
            slots.acquire();
            try {
                observer.jobStarted(job.name());
                // An earlier process may have left some of them.
                Trees.delete(artifactsOf(job));
                outcome = attempts(job, log);
                status = outcome.succeeded() ? Status.SUCCEEDED : Status.FAILED;
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            outcome = Outcome.failed(Outcome.SYSTEM_FAILURE, 0, "Cannot run the job: " + e);
            status = Status.FAILED;
        }
        ended.add(new Ended(job, job(job, outcome, status, log, start), outcome.variables()));
    }

    private Job job(Planned job, Outcome outcome, Status status, Path log, Instant start) {
        boolean allowed = outcome.succeeded()
                ? job.allowFailure().always()
                : job.allowFailure().allows(outcome.exitCode());
        return new Job(
                job.name(),
                job.config().stage(),
                status,
                allowed,
                status == Status.SUCCEEDED ? "" : "Job '" + job.name() + "': " + outcome.reason(),
                Duration.between(start, clock.instant()),
                outcome.tests(),
                status == Status.CANCELLED ? Optional.empty() : kept(log));
    }

    private Optional<String> kept(Path log) {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        try (var stream = Files.newInputStream(log)) {
            return Optional.of(artifacts.put(stream, "text/plain; charset=utf-8"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome attempts(Planned job, Path logFile) throws IOException, InterruptedException {
        var inherited = new LinkedHashMap<String, String>();
        for (var other : giving(job)) {
            inherited.putAll(variables.getOrDefault(other.name(), Map.of()));
        }
        var earlier = giving(job).stream().map(this::artifactsOf).toList();
        try (var log = new JobLog(logFile, line -> observer.line(job.name(), line))) {
            for (int attempt = 1; ; attempt++) {
                var runner = new JobRunner(around, job, "job-" + number(job) + "-" + attempt, earlier, inherited, log);
                var outcome = runner.run(artifactsOf(job), clock.instant());
                if (!outcome.retried(job.config().retry(), attempt)) {
                    return outcome;
                }
                log.line("The job failed (" + outcome.kind() + "). Retrying.");
            }
        }
    }
}
