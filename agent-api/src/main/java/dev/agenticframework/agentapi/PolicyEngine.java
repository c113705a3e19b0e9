package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Optional;

/// Evaluates files against policies.
public interface PolicyEngine {

    /// What to evaluate.
    ///
    /// @param type `project` (a whole tree), `dockerfile`, `kubernetes`, `gitlab_ci`, `terraform`,
    ///     `terraform_plan`, `source`
    /// @param origin where the files are from; empty for files that are in no repository of the platform
    record Subject(String type, FileTree files, Optional<Origin> origin) {

        /// Files that are in no repository of the platform.
        public Subject(String type, FileTree files) {
            this(type, files, Optional.empty());
        }
    }

    /// A repository, and the service to which it belongs.
    record Origin(String repository, String service) {}

    /// Evaluates files.
    ///
    /// @return the findings, the most severe first, then by file and line
    /// @throws FailureException `POLICY_INPUT_INVALID` (what cannot be read, and where), `POLICY_PACK_INVALID`
    List<Finding> evaluate(Subject subject);
}
