package dev.agenticframework.cli;

import picocli.CommandLine.Option;

/// The option of all commands that print a result.
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON document.")
    boolean json;
}
