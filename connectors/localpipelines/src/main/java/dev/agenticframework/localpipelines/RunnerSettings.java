package dev.agenticframework.localpipelines;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings of the runner.
///
/// @param root the folder of checkouts, results and caches
/// @param parallelJobs how many jobs of all pipelines run at the same time
/// @param environment the variables of the machine that every job gets; see [#scrubbed(Map)]
public record RunnerSettings(Path root, int parallelJobs, Map<String, String> environment) {

    private static final Pattern KEPT = Pattern.compile(
            "PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|JAVA_HOME|JDK_[A-Z0-9_]+|MAVEN_[A-Z]+|GOPATH|GOROOT|GOPROXY"
                    + "|GOFLAGS|GOSUMDB|GONOSUMDB|GOTOOLCHAIN|GOMODCACHE|GOCACHE|PYENV_[A-Z]+|NVM_DIR|PIP_[A-Z_]+"
                    + "|UV_[A-Z_]+|npm_config_[a-z_]+|NPM_CONFIG_[A-Z_]+|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)"
                    + "|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|(?i:https?_proxy|no_proxy|all_proxy)");
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(token|secret|password|passwd|credential|auth|_key|apikey).*");
    private static final Set<String> FALLBACK = Set.of("PATH");

    public RunnerSettings {
        if (parallelJobs < 1) {
            throw new IllegalArgumentException("parallelJobs must be 1 or more, not " + parallelJobs);
        }
        root = root.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /// The variables of a process that jobs can see: those with which tools find their programs, caches and
    /// mirrors. Everything else is left out, and so is whatever looks like a secret.
    public static Map<String, String> scrubbed(Map<String, String> environment) {
        var kept = new LinkedHashMap<String, String>();
        environment.forEach((name, value) -> {
            if (KEPT.matcher(name).matches() && !SECRET.matcher(name).matches()) {
                kept.put(name, value);
            }
        });
        FALLBACK.forEach(name -> kept.putIfAbsent(name, "/usr/local/bin:/usr/bin:/bin"));
        return kept;
    }
}
