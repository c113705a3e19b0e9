/// Runs the `.gitlab-ci.yml` of a repository on this machine.
///
/// A file is loaded (includes, references, `extends`) and read into a [PipelineConfig] and a list of [Problem]s. For a
/// commit it becomes a [Pipeline] of jobs, which [LocalPipelines][dev.agenticframework.localpipelines.LocalPipelines]
/// runs in the order that stages and needs allow. What GitLab refuses is refused here, too, and an unsupported keyword
/// is reported.
@NullMarked
package dev.agenticframework.localpipelines;

import org.jspecify.annotations.NullMarked;
