package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the CI pipeline that a repository defines.
public interface Pipelines {

    /// Which pipeline to run.
    ///
    /// @param effect the task's effect key: a second request with the same key returns the pipeline if it
    ///     succeeded, and runs it again if it failed or was interrupted
    /// @param mergeRequest the number of the merge request that it is for
    /// @param variables set for every job
    record Request(
            String effect,
            String repository,
            String commit,
            String branch,
            Optional<Integer> mergeRequest,
            Map<String, String> variables) {
        public Request {
            variables = Map.copyOf(variables);
        }
    }

    /// How a pipeline ended.
    ///
    /// @param status of the whole pipeline; SUCCEEDED when no job failed that must not fail
    record Run(Status status, List<Job> jobs, Duration duration) {}

    /// How a job ended.
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
        SUCCEEDED,
        FAILED,
        SKIPPED,
        CANCELLED
    }

    /// Receives the progress of a running pipeline.
    interface Listener {
        void jobStarted(String job);

        void line(String job, String line);

        void jobEnded(Job job);
    }

    /// Runs a pipeline to its end.
    ///
    /// @throws FailureException `PIPELINE_INVALID` (what is wrong with the file, and where),
    ///     `PIPELINE_FILE_MISSING`
    Run run(Request request, Listener listener) throws InterruptedException;
}
