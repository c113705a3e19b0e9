package dev.agenticframework.localpipelines;

import dev.agenticframework.yaml.Place;

/// A problem in the file of a pipeline.
///
/// @param job the job that has it; empty for the file as a whole
/// @param message a sentence
public record Problem(Kind kind, Place place, String job, String message) {

    /// The effect of a problem on the pipeline.
    public enum Kind {
        /// GitLab refuses the file.
        INVALID,
        /// GitLab supports it, but this runner does not: the job fails.
        UNSUPPORTED,
        /// It has no effect on this machine: the job runs without it.
        IGNORED
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
