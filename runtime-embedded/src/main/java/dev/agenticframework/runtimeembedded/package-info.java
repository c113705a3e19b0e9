/// The ports of the runtime on one machine, with files and SQLite in one directory; nothing to install.
/// [EmbeddedWorkflowStore] keeps workflows: a [Journal] makes each group of decisions durable with one sync, and a
/// checkpoint moves them to [WorkflowTable], which is indexed. [FileArtifactStore] keeps what agents produce, and
/// [FileSecretStore] keeps secrets. Only one process at a time can open a directory.
@NullMarked
package dev.agenticframework.runtimeembedded;

import org.jspecify.annotations.NullMarked;
