package dev.agenticframework.cli;

import picocli.CommandLine.Option;

/// The option that every command which shows something has.
final class JsonOption {
    @Option(names = "--json", description = "Print what the API answers, as JSON.")
    boolean json;
}
