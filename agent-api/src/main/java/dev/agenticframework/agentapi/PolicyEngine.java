package dev.agenticframework.agentapi;

import java.util.List;

/// Judges files against policies.
public interface PolicyEngine {

    /// What to judge.
    ///
    /// @param type `project` (a whole tree), `dockerfile`, `kubernetes`, `gitlab_ci`, `terraform`,
    ///     `terraform_plan`, `source`
    record Subject(String type, FileTree files) {}

    /// The findings, most severe first, then by file and line.
    ///
    /// @throws FailureException `POLICY_INPUT_INVALID` (what cannot be read, and where), `POLICY_PACK_INVALID`
    List<Finding> evaluate(Subject subject);
}
