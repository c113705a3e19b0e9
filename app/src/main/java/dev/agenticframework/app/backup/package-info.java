/// Backs up an installation into one file while it works, and restores it.
///
/// A [Backup][dev.agenticframework.app.backup.Backup] is a compressed tar archive: a
/// [Manifest][dev.agenticframework.app.backup.Manifest], the files of `AGENTIC_HOME`, and their checksums at the end.
/// What refers to something is copied before what it refers to, so that the copy is complete although the platform
/// works meanwhile: workflows before repositories and artifacts, repositories' references before their objects.
/// [Restore][dev.agenticframework.app.backup.Restore] unpacks beside the home directory and moves the result into place
/// when it is complete.
@NullMarked
package dev.agenticframework.app.backup;

import org.jspecify.annotations.NullMarked;
