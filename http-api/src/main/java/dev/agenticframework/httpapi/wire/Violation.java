package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.Finding;
import java.util.Optional;

@Described("A place where a document violates a policy.")
public record Violation(
        Finding.Severity severity,
        @Described("The rule's stable id.") String rule,
        String message,

        @Described("The path in the document; empty when there is none.")
        String file,

        @Described("Counted from 1; 0 when unknown.") int line,
        @Described("How to fix it.") String remedy,

        @Described("The policy and its place, such as docker-baseline/dockerfile.rego:6.")
        String policy,

        @Described("Who allowed it and why.") Optional<String> waiver) {

    static Violation of(Finding finding) {
        return new Violation(
                finding.severity(),
                finding.rule(),
                finding.message(),
                finding.file(),
                finding.line(),
                finding.remedy(),
                finding.policy(),
                finding.waiver());
    }
}
