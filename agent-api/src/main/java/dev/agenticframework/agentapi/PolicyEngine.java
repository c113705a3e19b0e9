package dev.agenticframework.agentapi;

import java.util.List;

/// Evaluates files against policies.
public interface PolicyEngine {

    /// What to evaluate.
    ///
    /// @param type `project` (a whole tree), `dockerfile`, `kubernetes`, `gitlab_ci`, `terraform`,
    ///     `terraform_plan`, `source`
    record Subject(String type, FileTree files) {}

    /// Evaluates files.
    ///
    /// @return the findings, the most severe first, then by file and line
    /// @throws FailureException `POLICY_INPUT_INVALID` (what cannot be read, and where), `POLICY_PACK_INVALID`
    List<Finding> evaluate(Subject subject);
}
