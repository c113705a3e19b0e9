package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.localplatform.ServiceManifest.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// Finds the languages that this machine can build.
final class Toolchains {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /// An exit code above this one says that a signal ended the process.
    private static final int SIGNALLED = 128;

    private static final List<String> JUST_PRINT = List.of("--version");

    /// The requirement of a language: a command, its minimum version, and the arguments that print its version.
    private record Need(String command, String minimum, List<String> ask) {}

    private static final Map<String, List<Need>> NEEDS = needs();

    private final ToolEnvironment environment;
    private final Script script;
    private final Path directory;
    private final Map<String, Version> versions = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

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
                        .map(problem -> new Failure(
                                problem.code(),
                                problem.kind(),
                                problem.message(),
                                problem.remedy()
                                        + (working.isEmpty()
                                                ? ""
                                                : " Or choose a language that works here: " + working + "."),
                                problem.retryable())));
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
        return switch (answer(command, ask)) {
            case Answer.Found found when found.version().compareTo(new Version(minimum)) >= 0 -> Optional.empty();
            case Answer.Found found -> missing(language, path.get() + " is " + found.version(), command, minimum);
            case Answer.NoVersion none
            when command.equals("python3") ->
                missing(language, path.get() + " lacks the venv or ensurepip module", command, minimum);
            case Answer.NoVersion none ->
                missing(language, path.get() + " does not print its version", command, minimum);
            case Answer.Interrupted none ->
                Optional.of(Failure.transientExternal(
                        "TOOLCHAIN_NOT_ANSWERING",
                        "Building " + language + " needs " + command + ", but " + path.get()
                                + " was ended before it printed its version.",
                        "Check that the machine has memory and processor time left, and try again."));
        };
    }

    private static Optional<Failure> missing(String language, String problem, String command, String minimum) {
        return Optional.of(Failure.external(
                "TOOLCHAIN_MISSING",
                "Building " + language + " needs " + command + " " + minimum + " or newer, but " + problem + ".",
                "Install " + command + " " + minimum + " or newer."));
    }

    /// What a tool tells about itself.
    private sealed interface Answer {
        record Found(Version version) implements Answer {}

        record NoVersion() implements Answer {}

        /// It took too long, or a signal ended it: that tells nothing about the tool.
        record Interrupted() implements Answer {}
    }

    private Optional<Version> version(String command, List<String> ask) throws InterruptedException {
        return answer(command, ask) instanceof Answer.Found(var version) ? Optional.of(version) : Optional.empty();
    }

    // One caller at a time asks a tool, and the others take the same answer.
    private Answer answer(String command, List<String> ask) throws InterruptedException {
        var asking = turns.computeIfAbsent(command, tool -> new ReentrantLock());
        asking.lockInterruptibly();
        try {
            var known = versions.get(command);
            if (known != null) {
                return new Answer.Found(known);
            }
            var answer = runFor(command, ask);
            // A missing tool can be installed while the platform runs.
            if (answer instanceof Answer.Found(var version)) {
                versions.put(command, version);
            }
            return answer;
        } finally {
            asking.unlock();
        }
    }

    private Answer runFor(String command, List<String> ask) throws InterruptedException {
        var path = environment.find(command);
        if (path.isEmpty()) {
            return new Answer.NoVersion();
        }
        var told = command.equals("mvn") ? mavenVersion(path.get()) : Optional.<Version>empty();
        if (told.isPresent()) {
            return new Answer.Found(told.get());
        }
        var words = new ArrayList<String>(List.of(path.get().toString()));
        words.addAll(ask);
        var end = script.run(words, directory, environment.forBuilds(), "tool/" + command, LIMIT, line -> {});
        return switch (end) {
            case Script.End.TimedOut late -> new Answer.Interrupted();
            case Script.End.Exited exited when exited.code() > SIGNALLED -> new Answer.Interrupted();
            case Script.End.Exited exited when exited.code() != 0 -> new Answer.NoVersion();
            case Script.End.Exited exited ->
                Version.firstIn(String.join("\n", exited.tail()))
                        .<Answer>map(Answer.Found::new)
                        .orElseGet(Answer.NoVersion::new);
        };
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
