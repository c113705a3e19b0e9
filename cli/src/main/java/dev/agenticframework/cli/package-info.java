/// The command line. Talks to the platform's HTTP API; what needs no platform (planning, rendering, judging files) is
/// done in place through [Offline][dev.agenticframework.cli.Offline].
///
/// In a terminal it shows colours, tables and progress; in a pipe plain text; with `--json` what the API answered.
@NullMarked
package dev.agenticframework.cli;

import org.jspecify.annotations.NullMarked;
