/// The observability agent: looks whether what was deployed does well.
///
/// After a deployment it puts a short, bounded probe load on the service, reads what the gateway and the service itself
/// counted meanwhile, holds the figures against the environment's objective, and writes them down for people. What the
/// probe made in the service it removes again.
@NullMarked
package dev.agenticframework.observability;

import org.jspecify.annotations.NullMarked;
