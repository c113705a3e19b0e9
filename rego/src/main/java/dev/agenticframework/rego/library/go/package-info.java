/// Formats that policies inherit from Go: `sprintf`, time layouts, durations and text templates.
///
/// The directives, verbs and corner cases are Go's, including the texts that Go prints for wrong arguments. Templates
/// have the subset of actions and functions that the README lists.
@NullMarked
package dev.agenticframework.rego.library.go;

import org.jspecify.annotations.NullMarked;
