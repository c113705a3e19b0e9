/// Runs compiled rules and queries.
///
/// A body is a chain of [Step]s: each runs what follows once for every way in which its own part holds. [Check]s hold
/// at most once, [Eval]s compute a value, and [Pattern]s match one and bind variables. Variables live in the slots of a
/// [Frame]; what rules have derived is remembered in a [World], and `with` creates another one. The code is immutable
/// and shared by all threads.
@NullMarked
package dev.agenticframework.rego.evaluator;

import org.jspecify.annotations.NullMarked;
