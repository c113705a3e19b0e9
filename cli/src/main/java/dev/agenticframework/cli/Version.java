package dev.agenticframework.cli;

import picocli.CommandLine;

/// The version that `agentic --version` prints.
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"agentic " + (version == null ? "development" : version)};
    }
}
