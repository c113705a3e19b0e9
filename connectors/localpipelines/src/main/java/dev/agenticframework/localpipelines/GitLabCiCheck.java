package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import java.util.List;
import java.util.Optional;

/// Checks the file of a pipeline without running it: what GitLab refuses, and what this runner does not support.
public final class GitLabCiCheck implements PolicyEngine {

    /// The path of the file in a repository.
    public static final String PATH = ConfigReader.PATH;

    private static final String POLICY = "gitlab-ci-runner";

    @Override
    public List<Finding> evaluate(Subject subject) {
        boolean meant = subject.type().equals("project") || subject.type().equals("gitlab_ci");
        return meant && subject.files().entries().containsKey(PATH) ? findings(subject.files()) : List.of();
    }

    private static List<Finding> findings(FileTree files) {
        return ConfigReader.read(files, Trigger.ofCheck(files.entries().keySet())).problems().stream()
                .filter(p -> p.kind() != Problem.Kind.IGNORED)
                .map(GitLabCiCheck::finding)
                .sorted(Finding.WORST_FIRST)
                .toList();
    }

    private static Finding finding(Problem problem) {
        boolean invalid = problem.kind() == Problem.Kind.INVALID;
        return new Finding(
                invalid ? "gitlab-ci-invalid" : "gitlab-ci-unsupported",
                invalid ? Finding.Severity.HIGH : Finding.Severity.INFO,
                problem.message(),
                problem.place().file(),
                problem.place().line(),
                invalid
                        ? "Fix the file. GitLab refuses it."
                        : "GitLab accepts this. On this machine the job or the whole pipeline fails: do without it.",
                POLICY,
                Optional.empty());
    }
}
