package dev.agenticframework.host.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What commands can see of this machine: the system, the tools on the `PATH`, and the caches of the tools.
///
/// @param hidden the directory of the platform, which they never see
/// @param environment of the platform, which says where tools and caches are
/// @param tools further directories of programs
record Surroundings(Path hidden, Map<String, String> environment, List<Path> tools) {

    private static final List<String> SYSTEM = List.of("/usr", "/etc", "/opt", "/nix", "/snap", "/sys");
    private static final Path HOMELESS = Path.of("/nonexistent");
    private static final List<String> MERGED = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final Set<String> PROGRAMS = Set.of("bin", "sbin", "shims");
    private static final List<String> HOMES_OF_TOOLS = List.of(
            "JAVA_HOME",
            "GOROOT",
            "PYENV_ROOT",
            "NVM_DIR",
            "VOLTA_HOME",
            "ASDF_DIR",
            "M2_HOME",
            "MAVEN_HOME",
            "RUSTUP_HOME");
    private static final List<String> FILES_OF_TOOLS = List.of(
            "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT");
    private static final List<String> LINKED = List.of("go", "node", "npm", "python3", "java", "javac", "mvn", "git");

    /// The folders at the root that are links into `/usr`, as on most systems.
    List<String> links() {
        return MERGED.stream()
                .filter(name -> Files.isSymbolicLink(Path.of(name)))
                .map(name -> name.substring(1))
                .toList();
    }

    /// What they can read, each once, and none of it inside of another one.
    List<Path> readable() {
        var found = new LinkedHashSet<Path>();
        Stream.concat(SYSTEM.stream(), MERGED.stream())
                .map(Path::of)
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .forEach(found::add);
        resolver().ifPresent(found::add);
        Stream.of(homesOfTools(), directoriesOfPrograms().map(this::installation), linked())
                .flatMap(paths -> paths)
                .filter(path -> !inSystem(path, found))
                .filter(this::showable)
                .forEach(found::add);
        return found.stream()
                .filter(path -> found.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .toList();
    }

    private static boolean inSystem(Path path, Set<Path> system) {
        try {
            var real = path.toRealPath();
            return system.stream().anyMatch(real::startsWith);
        } catch (IOException e) {
            return true;
        }
    }

    // On many systems, the list of name servers is a link to a file of a service.
    private static Optional<Path> resolver() {
        try {
            var real = Path.of("/etc/resolv.conf").toRealPath();
            return real.startsWith("/etc") ? Optional.empty() : Optional.ofNullable(real.getParent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Stream<Path> homesOfTools() {
        return Stream.concat(HOMES_OF_TOOLS.stream(), FILES_OF_TOOLS.stream())
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .map(Path::of);
    }

    private Stream<Path> directoriesOfPrograms() {
        var path = Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(part -> part.startsWith("/"))
                .map(Path::of);
        return Stream.concat(tools.stream(), path);
    }

    // A program on the PATH may be a link into its installation.
    private Stream<Path> linked() {
        var found = new ArrayList<Path>();
        directoriesOfPrograms()
                .forEach(directory -> LINKED.forEach(program -> {
                    try {
                        var real = directory.resolve(program).toRealPath().getParent();
                        if (real != null) {
                            found.add(installation(real));
                        }
                    } catch (IOException e) {
                        // The directory has no such program.
                    }
                }));
        return found.stream();
    }

    // The programs of /x/bin need the files of /x. A home has a bin, too, but is no installation; and a
    // hidden folder in it, such as ~/.local and ~/.cargo, may have passwords beside its bin.
    private Path installation(Path programs) {
        var parent = programs.getParent();
        return parent != null
                        && PROGRAMS.contains(String.valueOf(programs.getFileName()))
                        && !home().startsWith(parent)
                        && !(isHiddenAtHome(parent) && programs.endsWith("bin"))
                        && !hidden.startsWith(parent)
                ? parent
                : programs;
    }

    private boolean isHiddenAtHome(Path folder) {
        return home().equals(folder.getParent())
                && folder.getFileName().toString().startsWith(".");
    }

    private boolean showable(Path path) {
        return path.isAbsolute()
                && Files.exists(path)
                && path.getNameCount() > 0
                && !home().startsWith(path)
                && !hidden.startsWith(path);
    }

    /// The home of the platform's user. Commands have a home of their own under the same path, so that what tools
    /// derive from it stays the same. A user without a home, such as that of many services and containers, has the
    /// root or nothing in `HOME`.
    Path home() {
        var home = Path.of(environment.getOrDefault("HOME", "")).normalize();
        return home.isAbsolute() && home.getNameCount() > 0 ? home : HOMELESS;
    }

    /// A cache of a tool.
    ///
    /// @param name unique, for a path
    record Cache(String name, Path place) {}

    /// The caches of the tools, where the tools look for them.
    List<Cache> caches() {
        var caches = place("XDG_CACHE_HOME", ".cache");
        var go = environment.getOrDefault("GOPATH", home().resolve("go").toString())
                .split(File.pathSeparator, 2)[0];
        return Stream.of(
                        new Cache("go-modules", given("GOMODCACHE", Path.of(go).resolve("pkg/mod"))),
                        new Cache("go-build", given("GOCACHE", caches.resolve("go-build"))),
                        new Cache("staticcheck", given("STATICCHECK_CACHE", caches.resolve("staticcheck"))),
                        new Cache("maven", home().resolve(".m2/repository")),
                        new Cache(
                                "npm",
                                given("NPM_CONFIG_CACHE", home().resolve(".npm"))
                                        .resolve("_cacache")),
                        new Cache("pip", given("PIP_CACHE_DIR", caches.resolve("pip"))),
                        new Cache("uv", given("UV_CACHE_DIR", caches.resolve("uv"))))
                .filter(cache -> cache.place().isAbsolute())
                .toList();
    }

    private Path place(String variable, String below) {
        return given(variable, home().resolve(below));
    }

    private Path given(String variable, Path usual) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(usual);
    }
}
