package dev.agenticframework.localplatform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The variables of the platform that its processes get: a list of harmless ones, so that no secret of the platform
/// reaches a build or a service.
final class ToolEnvironment {

    private static final Set<String> FOR_ALL = Set.of(
            "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SSL_CERT_FILE");
    // With these, tools find their caches, mirrors and proxies. Without them a build behind a proxy fails.
    private static final Pattern FOR_BUILDS = Pattern.compile("(?i)(https?|no|all)_proxy|PIP_(?!.*(TOKEN|PASSWORD)).*"
            + "|UV_(CACHE_DIR|INDEX_URL|DEFAULT_INDEX)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|SSL_CERT_DIR"
            + "|NPM_CONFIG_(CACHE|REGISTRY|CAFILE|PREFIX|STRICT_SSL)|NODE_EXTRA_CA_CERTS"
            + "|GO(PATH|CACHE|MODCACHE|PROXY|SUMDB|PRIVATE|NOPROXY|NOSUMDB|ROOT|FLAGS|INSECURE|VCS)"
            + "|MAVEN_(OPTS|ARGS|HOME)|M2_HOME|PYENV_(ROOT|VERSION)|NVM_DIR|XDG_CACHE_HOME|VOLTA_HOME|ASDF_DIR");

    private final PlatformSettings settings;
    private final String path;

    ToolEnvironment(PlatformSettings settings) {
        this.settings = settings;
        var java = settings.javaHome().resolve("bin");
        var given = settings.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        this.path = Stream.concat(
                        Stream.concat(settings.toolDirectories().stream(), Stream.of(java))
                                .map(Path::toString),
                        Arrays.stream(given.split(File.pathSeparator)))
                .filter(part -> !part.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// The environment of a build.
    Map<String, String> forBuilds() {
        var environment = common();
        settings.environment().forEach((name, value) -> {
            if (FOR_BUILDS.matcher(name).matches()) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    /// The environment of a service, to which the platform adds more.
    Map<String, String> forServices() {
        return common();
    }

    private Map<String, String> common() {
        var environment = new TreeMap<String, String>();
        settings.environment().forEach((name, value) -> {
            if (FOR_ALL.contains(name)) {
                environment.put(name, value);
            }
        });
        environment.put("PATH", path);
        environment.put("JAVA_HOME", settings.javaHome().toString());
        return environment;
    }

    /// The path of a command, as a shell finds it.
    Optional<Path> find(String command) {
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, command))
                .filter(candidate -> Files.isRegularFile(candidate) && Files.isExecutable(candidate))
                .findFirst();
    }
}
