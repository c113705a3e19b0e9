/// Formats modules, as `opa fmt` does.
///
/// The formatter writes the syntax tree, with the comments of the module in their places. Lists stay on one line or on
/// several, as the author wrote them.
@NullMarked
package dev.agenticframework.rego.format;

import org.jspecify.annotations.NullMarked;
