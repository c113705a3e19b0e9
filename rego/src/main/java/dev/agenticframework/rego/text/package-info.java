/// Text forms that Rego takes from Go: quoted strings, floating-point numbers, and the natural order of keys.
///
/// OPA is written in Go, and its results show it. The classes here reproduce those forms exactly. They know no values,
/// so that values can use them.
@NullMarked
package dev.agenticframework.rego.text;

import org.jspecify.annotations.NullMarked;
