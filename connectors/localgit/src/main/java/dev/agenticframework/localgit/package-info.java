/// Source control on one machine: bare Git repositories in a directory, with merge requests recorded beside them.
///
/// [LocalGit][dev.agenticframework.localgit.LocalGit] is the whole of it. A change is either a Git reference that moved
/// or a record that was renamed into its place, so that a kill between any two instructions leaves the state before or
/// the state after, and the same call again finishes it. Whoever has Git can clone the directory.
@NullMarked
package dev.agenticframework.localgit;

import org.jspecify.annotations.NullMarked;
