package dev.agenticframework.localplatform;

import java.util.List;
import java.util.Optional;

/// How to build and run a service: the content of its `.agentic/service.yaml`.
///
/// @param build the lines of the build script, which one `sh -e` runs in the checkout
/// @param migrate the command that runs once per release, before its replicas
/// @param run the command of one replica
/// @param probeWrites whether probes may create members of its collections, and delete these
record ServiceManifest(
        String name,
        String language,
        List<Tool> toolchain,
        List<String> build,
        Optional<Cache> cache,
        Optional<String> migrate,
        String run,
        Health health,
        String metrics,
        String openapi,
        List<Wanted> resources,
        boolean probeWrites) {

    /// Where the manifest is in a project.
    static final String PATH = ".agentic/service.yaml";

    /// A command that the machine must have, and its minimum version.
    record Tool(String command, String minimum) {}

    /// The paths that builds with the same key files share.
    record Cache(List<String> key, List<String> paths) {}

    /// The paths that answer 200 when the service is alive, and when it is ready for requests.
    record Health(String live, String ready) {}

    /// A resource that the service requires.
    ///
    /// @param variable the environment variable with its connection string
    record Wanted(String type, String name, String variable) {}
}
