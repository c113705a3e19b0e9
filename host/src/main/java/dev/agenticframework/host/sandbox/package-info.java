/// Runs the code of others where it can do no harm.
///
/// A [Sandbox][dev.agenticframework.host.sandbox.Sandbox] turns a command into one that can reach only what its
/// [Confinement][dev.agenticframework.host.sandbox.Confinement] names, by the best
/// [Isolation][dev.agenticframework.host.sandbox.Isolation] that this machine offers. It uses the tools of util-linux:
/// unshare, mount, pivot_root, prlimit and setpriv.
@NullMarked
package dev.agenticframework.host.sandbox;

import org.jspecify.annotations.NullMarked;
