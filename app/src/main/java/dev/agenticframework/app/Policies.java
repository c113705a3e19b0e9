package dev.agenticframework.app;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import dev.agenticframework.httpapi.PolicyValidation;
import dev.agenticframework.httpapi.wire.PolicyAnswer;
import dev.agenticframework.localpipelines.GitLabCiCheck;
import dev.agenticframework.policy.DocumentValidation;
import dev.agenticframework.policy.PackTests;
import dev.agenticframework.policy.PolicyGate;
import dev.agenticframework.policy.RegoPacks;
import dev.agenticframework.policy.SecretScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The policy engines of an installation: the secret scan, and the policy packs in a folder.
final class Policies implements PolicyValidation {
    private static final String GIT = ".git";

    private final PolicyGate gate;
    private final DocumentValidation documents;

    /// What `agentic policy check` prints.
    record Check(@JsonUnwrapped PolicyAnswer answer, String decision) {}

    /// @param packs a folder with a subfolder for each pack
    Policies(Path packs, InstantSource clock, WaiverRegister waivers) {
        this.gate =
                new PolicyGate(List.of(new SecretScan(), RegoPacks.load(packs), new GitLabCiCheck()), clock, waivers);
        this.documents = new DocumentValidation(gate);
    }

    PolicyEngine engine() {
        return gate;
    }

    @Override
    public List<Finding> validate(String type, byte[] content) {
        return documents.validate(type, content);
    }

    /// Checks a directory as a project. Returns the response of `POST /policy/validate` and the decision in a mode,
    /// `pass` or `block`.
    Check check(Path directory, Environment.PolicyMode mode) {
        var findings = gate.evaluate(new PolicyEngine.Subject("project", read(directory)));
        return new Check(PolicyAnswer.of(findings), findings.stream().anyMatch(mode::blocks) ? "block" : "pass");
    }

    private static FileTree read(Path directory) {
        var files = new TreeMap<String, FileTree.Entry>();
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                if (!name.startsWith(GIT + "/") && !name.contains("/" + GIT + "/")) {
                    files.put(name, new FileTree.Entry(Files.readAllBytes(path), Files.isExecutable(path)));
                }
            }
        } catch (IOException e) {
            throw new FailureException(
                    Failure.conflict(
                            "DIRECTORY_UNREADABLE",
                            "Cannot read the directory '" + directory + "'.",
                            "Specify a readable directory."),
                    e);
        }
        return FileTree.of(files);
    }

    /// Runs the tests of the packs in a folder.
    static Map<String, Object> test(Path folder) {
        var tests = PackTests.run(folder);
        return Map.of("passed", tests.passed(), "failed", tests.failures().size(), "failures", tests.failures());
    }
}
