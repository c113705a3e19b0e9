package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.AllowFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The jobs of the pipeline of a commit, in the order of their stages.
record Pipeline(List<String> stages, List<Planned> jobs) {

    /// A job of this pipeline.
    ///
    /// @param variables of its configuration and of the pipeline, not expanded yet
    /// @param needs the jobs that must end before
    /// @param undecided why nobody here knows whether GitLab runs the job; empty when it does
    record Planned(
            String name,
            PipelineConfig.Job config,
            When when,
            AllowFailure allowFailure,
            Map<String, String> variables,
            Needs needs,
            Optional<String> undecided) {}

    /// The jobs that a job waits for.
    sealed interface Needs {
        /// All jobs of earlier stages.
        record EarlierStages() implements Needs {}

        /// Only these jobs, by name, and whether the job takes their artifacts.
        record Jobs(Map<String, Boolean> artifactsByName) implements Needs {}
    }

    int stageOf(Planned job) {
        return stages.indexOf(job.config().stage());
    }
}
