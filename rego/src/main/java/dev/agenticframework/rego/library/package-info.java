/// The standard library: the implementation of every built-in that the language defines.
///
/// Each package below this one is a family, which registers its functions in a table by name. [StandardBuiltins] lists
/// the families and loads them one by one until it finds the function that a policy calls, because a short-lived
/// process should pay for what it uses only.
@NullMarked
package dev.agenticframework.rego.library;

import org.jspecify.annotations.NullMarked;
