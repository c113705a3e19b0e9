package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.localplatform.ServiceManifest.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Finds the languages that this machine can build.
final class Toolchains {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> JUST_PRINT = List.of("--version");

    /// The requirement of a language: a command, its minimum version, and the arguments that print its version.
    private record Need(String command, String minimum, List<String> ask) {}

    private static final Map<String, List<Need>> NEEDS = needs();

    private final ToolEnvironment environment;
    private final Script script;
    private final Path directory;
    private final Map<String, Optional<Version>> versions = new ConcurrentHashMap<>();

    Toolchains(ToolEnvironment environment, Script script, Path directory) {
        this.environment = environment;
        this.script = script;
        this.directory = directory;
    }

    private static Map<String, List<Need>> needs() {
        var needs = new LinkedHashMap<String, List<Need>>();
        // Debian ships python3 without ensurepip, and then `python3 -m venv` fails only when it is run.
        var python = List.of("-c", "import sys, venv, ensurepip; print('%d.%d.%d' % sys.version_info[:3])");
        needs.put("python", List.of(new Need("python3", "3.11", python)));
        needs.put("nodejs", List.of(new Need("node", "20", JUST_PRINT), new Need("npm", "9", JUST_PRINT)));
        needs.put("go", List.of(new Need("go", "1.24", List.of("env", "GOVERSION"))));
        needs.put("java", List.of(new Need("javac", "25", JUST_PRINT), new Need("mvn", "3.6.3", JUST_PRINT)));
        return needs;
    }

    /// Each language with its version, or with what is missing for it.
    List<Offer> all() throws InterruptedException {
        askAll();
        var toolchains = new LinkedHashMap<String, Offer>();
        for (var language : NEEDS.keySet()) {
            toolchains.put(language, look(language));
        }
        var working = toolchains.values().stream()
                .filter(Offer::works)
                .map(Offer::subject)
                .collect(Collectors.joining(", "));
        return toolchains.values().stream()
                .map(toolchain -> withChoices(toolchain, working))
                .toList();
    }

    // Asked at the same time, the tools together take as long as the slowest one.
    private void askAll() throws InterruptedException {
        var asking = NEEDS.values().stream()
                .flatMap(List::stream)
                .map(need -> Thread.ofVirtual().start(() -> ask(need)))
                .toList();
        for (var thread : asking) {
            thread.join();
        }
    }

    private void ask(Need need) {
        try {
            version(need.command(), need.ask());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Offer withChoices(Offer toolchain, String working) {
        return new Offer(
                toolchain.subject(),
                toolchain.version(),
                toolchain
                        .obstacle()
                        .map(problem -> Failure.external(
                                problem.code(),
                                problem.message(),
                                problem.remedy()
                                        + (working.isEmpty()
                                                ? ""
                                                : " Or choose a language that works here: " + working + "."))));
    }

    private Offer look(String language) throws InterruptedException {
        String version = "";
        for (var need : NEEDS.getOrDefault(language, List.of())) {
            var problem = problem(language, need.command(), need.minimum(), need.ask());
            if (problem.isPresent()) {
                return new Offer(language, "", problem);
            }
            version = version.isEmpty()
                    ? version(need.command(), need.ask()).map(Version::text).orElse("")
                    : version;
        }
        return new Offer(language, version, Optional.empty());
    }

    /// Checks the requirements of a manifest.
    ///
    /// @return the versions that were found, which are a part of the key of a build
    ///
    /// @throws FailureException `TOOLCHAIN_MISSING`
    String require(ServiceManifest manifest) throws InterruptedException {
        var found = new StringBuilder(manifest.language());
        for (var need : NEEDS.getOrDefault(manifest.language(), List.of())) {
            found.append(' ').append(required(manifest, need.command(), need.minimum(), need.ask()));
        }
        for (Tool tool : manifest.toolchain()) {
            found.append(' ').append(required(manifest, tool.command(), tool.minimum(), ask(tool.command())));
        }
        return found.toString();
    }

    private String required(ServiceManifest manifest, String command, String minimum, List<String> ask)
            throws InterruptedException {
        var problem = problem(manifest.language(), command, minimum, ask);
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
        return command + "=" + version(command, ask).map(Version::text).orElse("?");
    }

    private static List<String> ask(String command) {
        return NEEDS.values().stream()
                .flatMap(List::stream)
                .filter(need -> need.command().equals(command))
                .map(Need::ask)
                .findFirst()
                .orElse(JUST_PRINT);
    }

    private Optional<Failure> problem(String language, String command, String minimum, List<String> ask)
            throws InterruptedException {
        var path = environment.find(command);
        if (path.isEmpty()) {
            return missing(language, command + " is not on the PATH", command, minimum);
        }
        var version = version(command, ask);
        if (version.isEmpty()) {
            var why = command.equals("python3") ? " lacks the venv or ensurepip module" : " does not print its version";
            return missing(language, path.get() + why, command, minimum);
        }
        if (version.get().compareTo(new Version(minimum)) < 0) {
            return missing(language, path.get() + " is " + version.get(), command, minimum);
        }
        return Optional.empty();
    }

    private static Optional<Failure> missing(String language, String problem, String command, String minimum) {
        return Optional.of(Failure.external(
                "TOOLCHAIN_MISSING",
                "Building " + language + " needs " + command + " " + minimum + " or newer, but " + problem + ".",
                "Install " + command + " " + minimum + " or newer."));
    }

    private Optional<Version> version(String command, List<String> ask) throws InterruptedException {
        var known = versions.get(command);
        if (known != null) {
            return known;
        }
        var found = runFor(command, ask);
        // A missing tool can be installed while the platform runs.
        if (found.isPresent()) {
            versions.put(command, found);
        }
        return found;
    }

    private Optional<Version> runFor(String command, List<String> ask) throws InterruptedException {
        var path = environment.find(command);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var told = command.equals("mvn") ? mavenVersion(path.get()) : Optional.<Version>empty();
        if (told.isPresent()) {
            return told;
        }
        var words = new java.util.ArrayList<String>(List.of(path.get().toString()));
        words.addAll(ask);
        var end = script.run(words, directory, environment.forBuilds(), "tool/" + command, LIMIT, line -> {});
        return end instanceof Script.End.Exited(int code, List<String> tail) && code == 0
                ? Version.firstIn(String.join("\n", tail))
                : Optional.empty();
    }

    // Running Maven starts a JVM. The name of its library gives the same answer.
    private static Optional<Version> mavenVersion(Path mvn) {
        try {
            var bin = mvn.toRealPath().getParent();
            var library = bin == null ? mvn : bin.resolveSibling("lib");
            try (var files = Files.newDirectoryStream(library, "maven-core-*.jar")) {
                for (var file : files) {
                    var version = Version.firstIn(file.getFileName().toString().substring("maven-core-".length()));
                    // Some distributions name the file maven-core-3.x.jar, without a version.
                    if (version.filter(known -> known.text().contains(".")).isPresent()) {
                        return version;
                    }
                }
            }
        } catch (java.io.IOException e) {
            // Maven is run.
        }
        return Optional.empty();
    }
}
