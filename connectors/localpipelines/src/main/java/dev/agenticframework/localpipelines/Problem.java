package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.Place;

/// Something about a pipeline's file that its author should know.
///
/// @param job the job that it is about, empty for the file as a whole
public record Problem(Kind kind, Place place, String job, String message) {

    /// What a problem means for the pipeline.
    public enum Kind {
        /// GitLab refuses the file.
        INVALID,
        /// GitLab would do it, this runner cannot: the job fails.
        UNSUPPORTED,
        /// Without effect on this machine; the job runs without it.
        IGNORED
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
