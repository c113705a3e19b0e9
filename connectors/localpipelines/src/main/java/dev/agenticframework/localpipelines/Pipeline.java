package dev.agenticframework.localpipelines;

import dev.agenticframework.localpipelines.PipelineConfig.AllowFailure;
import java.util.List;
import java.util.Map;

/// The jobs that a commit's pipeline consists of, in the order of their stages.
record Pipeline(List<String> stages, List<Planned> jobs) {

    /// A job of this pipeline.
    ///
    /// @param variables all variables of its configuration and the pipeline's, not yet expanded
    /// @param needs which jobs must be done before
    record Planned(
            String name,
            PipelineConfig.Job config,
            When when,
            AllowFailure allowFailure,
            Map<String, String> variables,
            Needs needs) {}

    /// What a job waits for.
    sealed interface Needs {
        /// All jobs of earlier stages.
        record EarlierStages() implements Needs {}

        /// These jobs only, by name, and whether it takes their artifacts.
        record Jobs(Map<String, Boolean> artifactsByName) implements Needs {}
    }

    int stageOf(Planned job) {
        return stages.indexOf(job.config().stage());
    }
}
