/// Compiles and runs Rego, the policy language of the Open Policy Agent.
///
/// Start with [Rego#compile], which turns modules and base documents into a [Policy]. A policy prepares queries, and a
/// [PreparedQuery] runs as often as you like, from any number of threads. [DecisionPoint] hides whether an answer comes
/// from a policy in this JVM or from a server. Every outcome is a value of a sealed type, and so is every error.
/// Nothing reaches the network unless a caller allows it by name.
@NullMarked
package dev.agenticframework.rego;

import org.jspecify.annotations.NullMarked;
