/// What a built-in is: its declaration, its implementation, and what it may use of the query.
///
/// A [BuiltinDeclaration] gives the name and the type, which the compiler checks calls against; `builtins.txt` holds
/// the declarations of the standard ones. A [Builtin] computes results from operands and a [BuiltinContext]: the moment
/// of the query, randomness, output, and the hosts it may reach. [Builtins] finds both by name. The standard
/// implementations are in `library`.
@NullMarked
package dev.agenticframework.rego.builtin;

import org.jspecify.annotations.NullMarked;
