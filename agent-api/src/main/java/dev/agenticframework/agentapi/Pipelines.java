package dev.agenticframework.agentapi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the continuous-integration pipeline that a repository describes.
public interface Pipelines {

    /// Which pipeline to run.
    ///
    /// @param effect the task's effect key: asked again with the same, a pipeline that succeeded is given back, and
    ///     one that failed or was broken off is run anew
    /// @param mergeRequest the number of the merge request it is for
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
    /// @param status of the whole, SUCCEEDED when no job that matters failed
    record Run(Status status, List<Job> jobs, Duration duration) {}

    /// How a job ended.
    ///
    /// @param reason why it was skipped or failed, with the last lines of its log; empty when it succeeded
    /// @param tests what its test reports say, when it has any
    /// @param log the reference of its log, an artifact
    record Job(
            String name,
            String stage,
            Status status,
            boolean allowFailure,
            String reason,
            Duration duration,
            Optional<Tests> tests,
            Optional<String> log) {}

    /// How many tests a job's reports name, and how those ended that did not pass.
    record Tests(int total, int failed, int errors, int skipped) {}

    /// Where a job or a pipeline stands.
    enum Status {
        SUCCEEDED,
        FAILED,
        SKIPPED,
        CANCELLED
    }

    /// Told of what happens while it runs.
    interface Listener {
        void jobStarted(String job);

        void line(String job, String line);

        void jobEnded(Job job);
    }

    /// Runs it to the end.
    ///
    /// @throws FailureException `PIPELINE_INVALID` (what is wrong with the file, and where),
    ///     `PIPELINE_FILE_MISSING`
    Run run(Request request, Listener listener) throws InterruptedException;
}
