package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.Pipeline.Needs;
import dev.agenticframework.localpipelines.Pipeline.Planned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides, from how other jobs ended, what becomes of one.
final class Readiness {

    /// How a job that is no longer waiting stands.
    enum Standing {
        RUNNING,
        /// It succeeded, or it failed and may.
        PASSED,
        FAILED,
        SKIPPED,
        /// Left for somebody to start, and what comes after waits for that.
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

    /// The jobs that this one comes after.
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
        var before = before(job);
        if (before.stream().anyMatch(b -> standings.getOrDefault(b.name(), Standing.RUNNING) == Standing.RUNNING)) {
            return new Verdict.Wait();
        }
        var failed = first(before, standings, Standing.FAILED);
        var left = first(before, standings, Standing.LEFT_MANUAL);
        var skipped = job.needs() instanceof Needs.Jobs ? first(before, standings, Standing.SKIPPED) : "";
        return switch (job.when()) {
            case ALWAYS -> new Verdict.Run();
            case ON_FAILURE -> failed.isEmpty() ? new Verdict.Skip("no job before it failed") : new Verdict.Run();
            case ON_SUCCESS -> onSuccess(failed, left, skipped);
            case MANUAL -> new Verdict.Skip("it is started by hand (when: manual), which this runner does not offer");
            case DELAYED -> new Verdict.Skip("it is delayed (when: delayed), which this runner does not wait for");
            case NEVER -> new Verdict.Skip("when: never");
        };
    }

    private static Verdict onSuccess(String failed, String left, String skipped) {
        if (!failed.isEmpty()) {
            return new Verdict.Skip("'" + failed + "' failed");
        } else if (!left.isEmpty()) {
            return new Verdict.Skip("it waits for the manual job '" + left + "'");
        }
        return skipped.isEmpty()
                ? new Verdict.Run()
                : new Verdict.Skip("'" + skipped + "', which it needs, was skipped");
    }

    private static String first(List<Planned> jobs, Map<String, Standing> standings, Standing standing) {
        return jobs.stream()
                .map(Planned::name)
                .filter(name -> standings.get(name) == standing)
                .findFirst()
                .orElse("");
    }

    /// How a skipped job counts for those after it.
    static Standing skipped(Planned job) {
        boolean left = job.when() == When.MANUAL && !job.allowFailure().always();
        return left ? Standing.LEFT_MANUAL : Standing.SKIPPED;
    }
}
