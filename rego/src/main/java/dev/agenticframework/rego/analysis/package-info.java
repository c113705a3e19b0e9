/// The stages of the compiler that work on the syntax tree: name resolution, rewriting and checks.
///
/// Each stage takes the rules as [RuleDraft]s and rewrites them, or reports errors: imports and package names
/// are resolved, local variables renamed, nested calls and head terms moved into bodies, expressions ordered so
/// that variables are bound before use, and conflicts, recursion and types checked. The order of the stages is
/// in `compiler`.
@NullMarked
package dev.agenticframework.rego.analysis;

import org.jspecify.annotations.NullMarked;
