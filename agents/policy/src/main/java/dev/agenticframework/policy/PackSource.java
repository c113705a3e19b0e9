package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files of policy packs: a folder for each, with Rego modules and tests, and one configuration document for all.
///
/// @param modules the policies by path
/// @param tests their tests by path
record PackSource(Map<String, String> modules, Map<String, String> tests, ObjectValue data) {

    static final int MAX_FILES = 1_000;
    static final long MAX_BYTES = 1 << 20;

    private static final String CONFIGURATION = "data.json";
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([A-Za-z_][A-Za-z0-9_.]*)");

    /// @throws FailureException `POLICY_PACK_INVALID`
    static PackSource read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw invalid("The folder '" + folder + "' does not exist.");
        }
        var modules = new TreeMap<String, String>();
        var tests = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".rego"))
                    .limit(MAX_FILES)
                    .toList()) {
                var path = folder.relativize(file).toString();
                (path.endsWith("_test.rego") ? tests : modules).put(path, text(file));
            }
            var configuration = folder.resolve(CONFIGURATION);
            return new PackSource(
                    modules, tests, Files.exists(configuration) ? data(text(configuration)) : ObjectValue.EMPTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw invalid("'" + file + "' has more than " + MAX_BYTES + " bytes.");
        }
        return Files.readString(file);
    }

    private static ObjectValue data(String json) {
        try {
            if (JsonText.parse(json) instanceof ObjectValue object) {
                return object;
            }
        } catch (JsonText.InvalidJson e) {
            throw invalid(CONFIGURATION + " is not JSON: " + e.getMessage() + ".");
        }
        throw invalid(CONFIGURATION + " is not a JSON object.");
    }

    static FailureException invalid(String problem) {
        return new FailureException(
                Failure.invalid("POLICY_PACK_INVALID", problem, "Fix the policies. `agentic policy test` shows more."));
    }

    /// The package of a module.
    static String packageOf(String path, String module) {
        var matcher = PACKAGE.matcher(module);
        if (!matcher.find()) {
            throw invalid("'" + path + "' has no package.");
        }
        return matcher.group(1);
    }
}
