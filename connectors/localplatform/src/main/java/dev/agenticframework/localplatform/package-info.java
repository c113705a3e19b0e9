/// Runs services on one machine.
///
/// A [LocalPlatform] builds a revision with the toolchain of the machine, provisions the PostgreSQL databases of its
/// manifest, runs replicas as supervised processes on loopback ports, and puts a gateway before them that splits
/// traffic by weight. Rolling, blue-green and canary releases and rollbacks therefore are real. All state is in one
/// directory, and after a kill the next start adopts the running processes.
@NullMarked
package dev.agenticframework.localplatform;

import org.jspecify.annotations.NullMarked;
