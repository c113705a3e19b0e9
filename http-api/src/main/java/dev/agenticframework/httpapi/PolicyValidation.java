package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Finding;
import java.util.List;

/// Checks one document. Implemented by the composition root with the policy engines.
public interface PolicyValidation {

    /// The findings in a document; it is valid when there are none.
    ///
    /// @param type such as `terraform_plan`, `dockerfile`, `kubernetes`
    /// @throws dev.agenticframework.agentapi.FailureException `POLICY_TYPE_UNKNOWN`, `POLICY_INPUT_INVALID`
    List<Finding> validate(String type, byte[] content);
}
