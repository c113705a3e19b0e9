/// What this machine offers beyond the Java library.
///
/// [DurableFiles][dev.agenticframework.host.DurableFiles] replaces files so that a crash leaves the old or the new
/// content. [LockFile][dev.agenticframework.host.LockFile] lets one process, or one thread, at a time have a directory.
/// [ProcessGroups][dev.agenticframework.host.ProcessGroups] runs commands and ends everything that they started.
///
/// Errors are `IOException`s; the callers turn them into failures with codes.
@NullMarked
package dev.agenticframework.host;

import org.jspecify.annotations.NullMarked;
