/// The observability agent: verifies deployed services.
///
/// After a deployment it probes the service with a short, bounded load, reads what the gateway and the service counted
/// during that time, compares the figures with the environment's objective, and writes a report for people. The probe
/// removes what it created in the service.
@NullMarked
package dev.agenticframework.observability;

import org.jspecify.annotations.NullMarked;
