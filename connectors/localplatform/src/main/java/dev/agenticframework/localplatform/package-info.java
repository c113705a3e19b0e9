/// Runs services for real on one machine.
///
/// A [LocalPlatform] builds a revision with the machine's own toolchain, provisions the PostgreSQL databases that its
/// manifest asks for, keeps replicas running as supervised processes on loopback ports, and puts a gateway in front
/// that splits traffic by weight, so that rolling, blue-green and canary releases and rollbacks are the real thing. All
/// state is under one directory; after a kill the next start finds its processes again.
@NullMarked
package dev.agenticframework.localplatform;

import org.jspecify.annotations.NullMarked;
