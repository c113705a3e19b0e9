/// The command line, a client of the platform's HTTP API. Operations that need no platform (planning, rendering, policy
/// checks) run in this process, through [Offline][dev.agenticframework.cli.Offline].
///
/// Prints colors, tables and progress in a terminal, plain text in a pipe, and JSON with `--json`.
@NullMarked
package dev.agenticframework.cli;

import org.jspecify.annotations.NullMarked;
