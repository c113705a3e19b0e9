/// The built-in that parses policies: `rego.parse_module` returns the syntax tree as JSON, in OPA's form.
@NullMarked
package dev.agenticframework.rego.library.policy;

import org.jspecify.annotations.NullMarked;
