package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.localplatform.ServiceManifest.Cache;
import dev.agenticframework.localplatform.ServiceManifest.Health;
import dev.agenticframework.localplatform.ServiceManifest.Tool;
import dev.agenticframework.localplatform.ServiceManifest.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a service manifest that nobody has checked: bounded, and without unknown keys.
final class ManifestReader {

    static final int MAX_CHARS = 64 << 10;
    static final int MAX_SCRIPT_LINES = 50;
    static final int MAX_RESOURCES = 5;

    private static final Pattern LANGUAGE = Pattern.compile("python|nodejs|go|java");
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,40}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5}){0,3}");
    private static final Pattern PATH = Pattern.compile("(?!.*(^|/)\\.\\.(/|$))[A-Za-z0-9._][A-Za-z0-9._/-]{0,200}");
    private static final Pattern URL_PATH = Pattern.compile("/[A-Za-z0-9._/-]{0,200}");
    private static final Pattern SCRIPT = Pattern.compile("(?s)[^\\x00]{1,8192}");
    private static final Pattern RESOURCE = Pattern.compile("[a-z][a-z0-9]{0,19}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private ManifestReader() {}

    /// @throws FailureException `MANIFEST_INVALID`, which names the line and the key
    static ServiceManifest read(String yaml) {
        var root = ManifestNode.root(yaml, MAX_CHARS);
        root.only(Set.of("apiVersion", "kind", "metadata", "spec"));
        root.text("apiVersion", Pattern.compile("agenticframework\\.dev/v1"));
        root.text("kind", Pattern.compile("Service"));
        var metadata = root.map("metadata");
        metadata.only(Set.of("name"));
        return service(metadata.text("name", NAME), root.map("spec"));
    }

    private static ServiceManifest service(String name, ManifestNode spec) {
        spec.only(Set.of(
                "language",
                "toolchain",
                "build",
                "migrate",
                "run",
                "health",
                "metrics",
                "openapi",
                "resources",
                "probes"));
        var build = spec.map("build");
        build.only(Set.of("cache", "script"));
        var health = spec.map("health");
        health.only(Set.of("live", "ready"));
        return new ServiceManifest(
                name,
                spec.text("language", LANGUAGE),
                spec.maps("toolchain", 10).stream().map(ManifestReader::tool).toList(),
                build.texts("script", SCRIPT, MAX_SCRIPT_LINES),
                build.has("cache") ? Optional.of(cache(build.map("cache"))) : Optional.empty(),
                spec.has("migrate") ? Optional.of(spec.text("migrate", SCRIPT)) : Optional.empty(),
                spec.text("run", SCRIPT),
                new Health(health.text("live", URL_PATH), health.text("ready", URL_PATH)),
                spec.has("metrics") ? spec.text("metrics", URL_PATH) : "/metrics",
                spec.has("openapi") ? spec.text("openapi", URL_PATH) : "/openapi.json",
                resources(spec),
                spec.has("probes") && probeWrites(spec.map("probes")));
    }

    private static boolean probeWrites(ManifestNode probes) {
        probes.only(Set.of("createAndDelete"));
        return probes.flag("createAndDelete");
    }

    private static Tool tool(ManifestNode node) {
        node.only(Set.of("command", "minimum"));
        return new Tool(node.text("command", COMMAND), node.has("minimum") ? node.text("minimum", VERSION) : "0");
    }

    private static Cache cache(ManifestNode node) {
        node.only(Set.of("key", "paths"));
        return new Cache(node.texts("key", PATH, 10), node.texts("paths", PATH, 10));
    }

    private static List<Wanted> resources(ManifestNode spec) {
        var wanted = spec.maps("resources", MAX_RESOURCES).stream()
                .map(ManifestReader::resource)
                .toList();
        if (wanted.stream().map(Wanted::name).distinct().count() < wanted.size()) {
            throw spec.refused("resources", "has two entries with the same name");
        }
        return wanted;
    }

    private static Wanted resource(ManifestNode node) {
        node.only(Set.of("type", "name", "variable"));
        return new Wanted(
                node.text("type", Pattern.compile("postgresql")),
                node.text("name", RESOURCE),
                node.text("variable", VARIABLE));
    }
}
