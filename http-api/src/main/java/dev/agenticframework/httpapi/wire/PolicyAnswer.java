package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.Finding;
import java.util.List;

@Described("The result of checking a document.")
public record PolicyAnswer(
        @Described("Whether every violation is waived.") boolean valid, List<Violation> violations) {

    /// Findings as `POST /policy/validate` answers them.
    public static PolicyAnswer of(List<Finding> findings) {
        return new PolicyAnswer(
                findings.stream().allMatch(finding -> finding.waiver().isPresent()),
                findings.stream().map(Violation::of).toList());
    }
}
