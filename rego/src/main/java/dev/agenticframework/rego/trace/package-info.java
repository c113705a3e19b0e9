/// Observes an evaluation: explanations, profiles and coverage.
///
/// Instrumented code reports to a [Tracer] which rules and expressions it enters, leaves and retries. Code that is not
/// instrumented contains none of this and pays nothing for it.
@NullMarked
package dev.agenticframework.rego.trace;

import org.jspecify.annotations.NullMarked;
