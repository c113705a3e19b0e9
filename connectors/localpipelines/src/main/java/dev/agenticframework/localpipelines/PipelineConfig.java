package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The typed configuration of a pipeline.
///
/// @param workflow the rules that decide whether a pipeline starts; absent when it always starts
/// @param jobs the visible jobs, in the order of the file
record PipelineConfig(
        List<String> stages, Map<String, String> variables, Optional<List<Rule>> workflow, List<Job> jobs) {

    /// One entry of `rules`. The first entry whose conditions all hold decides.
    record Rule(
            Place place,
            Optional<Expression> condition,
            List<String> changes,
            List<String> exists,
            Optional<When> when,
            Optional<AllowFailure> allowFailure,
            Map<String, String> variables,
            Optional<List<Need>> needs) {}

    /// Whether a job can fail without failing the pipeline, and with which exit codes.
    record AllowFailure(boolean always, Set<Integer> exitCodes) {
        static final AllowFailure NO = new AllowFailure(false, Set.of());
        static final AllowFailure YES = new AllowFailure(true, Set.of());

        boolean allows(int exitCode) {
            return always || exitCodes.contains(exitCode);
        }
    }

    /// A job that must end before.
    ///
    /// @param matrix the variables of the wanted jobs of a matrix; empty for all
    record Need(String job, boolean artifacts, boolean optional, List<Map<String, String>> matrix, Place place) {}

    /// The condition of `only` or `except`, the predecessors of `rules`. An absent list allows everything; an empty
    /// one allows nothing.
    record RefFilter(Optional<List<String>> refs, List<Expression> variables, List<String> changes) {}

    /// Files of a job that are kept for later jobs.
    record Artifacts(List<String> paths, List<String> exclude, When when, List<String> junit, List<String> dotenv) {}

    /// Files that are kept for the next run.
    record Cache(
            String key,
            List<String> keyFiles,
            List<String> paths,
            boolean pull,
            boolean push,
            When when,
            List<String> fallbackKeys) {}

    /// How often a failed job is retried, and after which failures.
    record Retry(int max, Set<String> when, Set<Integer> exitCodes) {
        static final Retry NEVER = new Retry(0, Set.of(), Set.of());
    }

    /// A server that runs beside a job.
    record Service(String image, String alias, Map<String, String> variables) {}

    /// The configuration of a job.
    ///
    /// @param copies one for each job that `parallel` makes
    /// @param inheritVariables the global variables that it inherits; absent for all
    record Job(
            String name,
            Place place,
            String stage,
            List<String> beforeScript,
            List<String> script,
            List<String> afterScript,
            Map<String, String> variables,
            Optional<Set<String>> inheritVariables,
            Optional<List<Rule>> rules,
            Optional<RefFilter> only,
            Optional<RefFilter> except,
            When when,
            Optional<AllowFailure> allowFailure,
            Optional<List<Need>> needs,
            Optional<List<String>> dependencies,
            List<Cache> caches,
            Optional<Artifacts> artifacts,
            Retry retry,
            Duration timeout,
            List<Service> services,
            List<Copy> copies,
            List<Problem> notices) {}

    /// One of the jobs that `parallel` makes: the suffix of its name, and its variables of the matrix.
    ///
    /// @param index counted from 1; 0 when `parallel` is not used
    /// @param total how many jobs it makes
    record Copy(String suffix, Map<String, String> variables, int index, int total) {
        static final Copy ONLY = new Copy("", Map.of(), 0, 1);
    }
}
