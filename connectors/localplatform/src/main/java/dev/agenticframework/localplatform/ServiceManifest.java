package dev.agenticframework.localplatform;

import java.util.List;
import java.util.Optional;

/// How a service says that it is built and run: its `.agentic/service.yaml`.
///
/// @param build run in the checkout, in order, by one `sh -e`
/// @param migrate once per release before any of its replicas
/// @param run one replica
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
        List<Wanted> resources) {

    /// Where the manifest is in a project.
    static final String PATH = ".agentic/service.yaml";

    /// A command that must be on the machine, and its least version.
    record Tool(String command, String minimum) {}

    /// What builds with the same key files may share.
    record Cache(List<String> key, List<String> paths) {}

    /// Paths that answer 200 when the service lives, and when it can take requests.
    record Health(String live, String ready) {}

    /// A resource that it asks for.
    ///
    /// @param variable the environment variable that gets its connection string
    record Wanted(String type, String name, String variable) {}
}
