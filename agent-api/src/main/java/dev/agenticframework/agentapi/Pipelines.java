package dev.agenticframework.agentapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Runs the continuous-integration pipelines that repositories describe. No call waits for a pipeline: when one has
/// ended, the task that started it gets a [signal][Signals] with [Run#handle].
public interface Pipelines {

    /// Which pipeline to run.
    ///
    /// @param task the attempt that it is for
    /// @param mergeRequest the number of the merge request that it is for
    /// @param variables set for every job
    record Request(
            TaskKey task,
            Revision revision,
            String branch,
            Optional<Integer> mergeRequest,
            Map<String, String> variables) {
        public Request {
            Objects.requireNonNull(revision);
            variables = Map.copyOf(variables);
        }
    }

    /// One run of a pipeline.
    ///
    /// @param status of the whole: SUCCEEDED when no job that matters failed
    /// @param jobs those that have ended, in the order of the pipeline
    /// @param duration so far
    /// @param problem why the runner itself failed; the jobs are not to blame
    record Run(
            String id, Status status, List<Job> jobs, Instant startedAt, Duration duration, Optional<Failure> problem) {
        public Run {
            jobs = List.copyOf(jobs);
        }

        private static final String KIND = "pipeline/";

        /// What a task that waits for this run is suspended with.
        public String handle() {
            return KIND + id;
        }

        /// The id of the run that a handle names.
        public static String id(String handle) {
            return handle.substring(KIND.length());
        }
    }

    /// A job that has ended.
    ///
    /// @param reason why it was skipped or failed, with the last lines of its log; empty when it succeeded
    /// @param tests the counts of its test reports, if it has any
    /// @param log the artifact reference of its log
    record Job(
            String name,
            String stage,
            Status status,
            boolean allowFailure,
            String reason,
            Duration duration,
            Optional<Tests> tests,
            Optional<String> log) {}

    /// How many tests the reports of a job contain, and how many of them did not pass.
    record Tests(int total, int failed, int errors, int skipped) {}

    /// How a job or a pipeline ended.
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        SKIPPED,
        CANCELLED
    }

    /// Starts a pipeline. Repeated for the same attempt, it returns the same run. For a further attempt at the same
    /// task it returns a run that succeeded, and starts a new one otherwise.
    ///
    /// @throws FailureException `PIPELINE_INVALID` (what is wrong with the file, and where),
    ///     `PIPELINE_FILE_MISSING`
    Run start(Request request);

    /// A run as it stands now.
    ///
    /// @throws FailureException `PIPELINE_NOT_FOUND`
    Run observe(String id);

    /// Stops a run. A run that has ended stays as it is.
    ///
    /// @throws FailureException `PIPELINE_NOT_FOUND`
    Run cancel(String id);
}
