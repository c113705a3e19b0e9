/// The commands of `agentic rego`: `eval`, `test`, `check`, `fmt`, `bench` and `conformance`, with the options that
/// users of `opa` know.
///
/// Each command reads files, calls the engine and prints; nothing is decided here. [RegoCommand] is the one public
/// class: a root command mounts it, and its `main` runs it alone.
@NullMarked
package dev.agenticframework.regocli;

import org.jspecify.annotations.NullMarked;
