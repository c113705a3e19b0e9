package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.Pipeline.Needs;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides whether a job runs, waits or is skipped, from how other jobs ended.
final class Readiness {

    /// The standing of a job that no longer waits.
    enum Standing {
        RUNNING,
        /// It succeeded, or its failure is allowed.
        PASSED,
        FAILED,
        SKIPPED,
        /// It waits for a person to start it, and later jobs wait for it.
        LEFT_MANUAL
    }

    /// What to do with a job now.
    sealed interface Verdict {
        record Wait() implements Verdict {}

        record Run() implements Verdict {}

        record Skip(String reason) implements Verdict {}
    }

    private final Pipeline pipeline;
    private final Map<String, Planned> jobs = new LinkedHashMap<>();

    Readiness(Pipeline pipeline) {
        this.pipeline = pipeline;
        pipeline.jobs().forEach(job -> jobs.put(job.name(), job));
    }

    /// The jobs that must end before this one.
    List<Planned> before(Planned job) {
        return switch (job.needs()) {
            case Needs.Jobs needs ->
                needs.artifactsByName().keySet().stream().map(jobs::get).toList();
            case Needs.EarlierStages _ ->
                pipeline.jobs().stream()
                        .filter(other -> pipeline.stageOf(other) < pipeline.stageOf(job))
                        .toList();
        };
    }

    Verdict judge(Planned job, Map<String, Standing> standings) {
        if (job.undecided().isPresent()) {
            return new Verdict.Skip(job.undecided().get());
        }
        var before = before(job);
        if (before.stream().anyMatch(b -> standings.getOrDefault(b.name(), Standing.RUNNING) == Standing.RUNNING)) {
            return new Verdict.Wait();
        }
        var failed = first(before, standings, Standing.FAILED);
        var left = first(before, standings, Standing.LEFT_MANUAL);
        var skipped = job.needs() instanceof Needs.Jobs ? first(before, standings, Standing.SKIPPED) : "";
        return switch (job.when()) {
            case ALWAYS -> new Verdict.Run();
            case ON_FAILURE -> failed.isEmpty() ? new Verdict.Skip("No earlier job failed.") : new Verdict.Run();
            case ON_SUCCESS -> onSuccess(failed, left, skipped);
            case MANUAL -> new Verdict.Skip("This runner does not support manual jobs (when: manual).");
            case DELAYED -> new Verdict.Skip("This runner does not support delayed jobs (when: delayed).");
            case NEVER -> new Verdict.Skip("The job never runs (when: never).");
        };
    }

    private static Verdict onSuccess(String failed, String left, String skipped) {
        if (!failed.isEmpty()) {
            return new Verdict.Skip("'" + failed + "' failed.");
        } else if (!left.isEmpty()) {
            return new Verdict.Skip("It waits for the manual job '" + left + "'.");
        }
        return skipped.isEmpty()
                ? new Verdict.Run()
                : new Verdict.Skip("It needs '" + skipped + "', which was skipped.");
    }

    private static String first(List<Planned> jobs, Map<String, Standing> standings, Standing standing) {
        return jobs.stream()
                .map(Planned::name)
                .filter(name -> standings.get(name) == standing)
                .findFirst()
                .orElse("");
    }

    /// The standing that a skipped job has for later jobs.
    static Standing skipped(Planned job) {
        boolean left = job.when() == When.MANUAL && !job.allowFailure().always();
        return left ? Standing.LEFT_MANUAL : Standing.SKIPPED;
    }
}
