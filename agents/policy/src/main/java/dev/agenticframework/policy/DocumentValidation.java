package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.PolicyEngine;
import java.util.List;
import java.util.Map;

/// Evaluates one document, for `POST /policy/validate`.
public final class DocumentValidation {

    /// The path of a document of each type in the tree that is evaluated.
    private static final Map<String, String> PATHS = Map.of(
            "terraform_plan", ProjectInput.PLAN,
            "terraform", "main.tf",
            "dockerfile", "Dockerfile",
            "kubernetes", "manifest.yaml",
            "gitlab_ci", ProjectInput.PIPELINE);

    private final PolicyEngine policies;

    public DocumentValidation(PolicyEngine policies) {
        this.policies = policies;
    }

    /// The findings in a document.
    ///
    /// @param type `terraform_plan` (JSON), `terraform`, `dockerfile`, `kubernetes`, `gitlab_ci`, or `project`, an
    ///     archive as [FileTree#toZip()] writes it
    /// @throws FailureException `POLICY_TYPE_UNKNOWN`, `POLICY_INPUT_INVALID`
    public List<Finding> validate(String type, byte[] content) {
        if (type.equals("project")) {
            return policies.evaluate(new PolicyEngine.Subject("project", FileTree.fromZip(content)));
        }
        var path = PATHS.get(type);
        if (path == null) {
            throw new FailureException(Failure.notFound(
                    "POLICY_TYPE_UNKNOWN",
                    "The document type is not known.",
                    "Use terraform_plan, terraform, dockerfile, kubernetes, gitlab_ci or project."));
        }
        return policies.evaluate(
                new PolicyEngine.Subject(type, FileTree.of(Map.of(path, new FileTree.Entry(content, false)))));
    }
}
