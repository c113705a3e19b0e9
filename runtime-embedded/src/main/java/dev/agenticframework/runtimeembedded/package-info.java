/// The ports of the runtime on one machine: files and SQLite, nothing to install, one directory.
/// [EmbeddedWorkflowStore] keeps workflows: a [Journal] makes each group of decisions durable with one sync, and
/// [WorkflowTable] (SQLite) is where they live, indexed, once a checkpoint has moved them there.
/// [FileArtifactStore] and [FileSecretStore] keep what agents make and what they must not tell. Only one process at
/// a time may open a directory.
@NullMarked
package dev.agenticframework.runtimeembedded;

import org.jspecify.annotations.NullMarked;
