/// Rego, the policy language of the Open Policy Agent, for the JVM.
///
/// A module is lexed, parsed into a syntax tree, compiled (checked for safety and types, its rules indexed) and
/// evaluated against an input. Values are immutable, exact and totally ordered ([dev.agenticframework.rego.Value]);
/// undefined is a Java `null`. Built-ins are grouped in families and declared in `builtins.txt`. Nothing here reaches
/// the network unless a caller allows it by name.
@NullMarked
package dev.agenticframework.rego;

import org.jspecify.annotations.NullMarked;
