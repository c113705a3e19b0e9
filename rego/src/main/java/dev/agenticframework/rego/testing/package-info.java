/// Runs tests: those of a policy, and the conformance cases of this implementation.
///
/// [RegoTests] runs the rules whose names start with `test_`, as `opa test` does. [Conformance] runs YAML files of
/// cases, each with modules, a query, and the expected result or error.
@NullMarked
package dev.agenticframework.rego.testing;

import org.jspecify.annotations.NullMarked;
