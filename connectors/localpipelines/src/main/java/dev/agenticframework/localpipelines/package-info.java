/// Runs a repository's `.gitlab-ci.yml` on this machine, its jobs' scripts as they are written.
///
/// A file is loaded (includes, references, `extends`), read into a [PipelineConfig], whose faults are [Problem]s with
/// their places; for a commit it becomes a [Pipeline] of jobs, which
/// [LocalPipelines][dev.agenticframework.localpipelines.LocalPipelines] runs in the order that stages and needs allow.
/// What GitLab would refuse is refused; what this runner cannot do is named.
@NullMarked
package dev.agenticframework.localpipelines;

import org.jspecify.annotations.NullMarked;
