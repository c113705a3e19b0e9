package dev.agenticframework.policy;

import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.Environment.PolicyMode;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.SourceControl.Position;
import dev.agenticframework.agentapi.SourceControl.Review;
import dev.agenticframework.agentapi.events.Judgement.Violation;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a gate found, and the decision that follows from it in a mode.
record FindingReport(List<Finding> findings, PolicyMode mode) {

    /// How many findings a comment or a reason shows; the report has all.
    static final int MAX_SHOWN = 50;

    List<Finding> blocking() {
        return findings.stream().filter(mode::blocks).toList();
    }

    Decision decision() {
        return blocking().isEmpty() ? Decision.PASS : Decision.BLOCK;
    }

    String counts() {
        if (findings.isEmpty()) {
            return "no findings";
        }
        return findings.stream()
                .collect(Collectors.groupingBy(
                        f -> f.waiver().isPresent() ? "waived" : lower(f.severity()),
                        java.util.LinkedHashMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// The report as a review of a merge request: a summary, and a remark on each line with a finding.
    Review review(String commit) {
        return new Review(
                PolicyAgent.NAME,
                markdown(commit),
                findings.stream()
                        .filter(finding -> finding.line() > 0)
                        .limit(MAX_SHOWN)
                        .map(FindingReport::remark)
                        .toList());
    }

    private static Review.Remark remark(Finding finding) {
        var waived = finding.waiver().map(by -> " Waived " + by + ".").orElse("");
        return new Review.Remark(
                new Position(finding.file(), finding.line()),
                "**" + lower(finding.severity()) + "** `" + finding.rule() + "`: " + cell(finding.message()) + " "
                        + cell(finding.remedy()) + waived);
    }

    private String markdown(String commit) {
        var text = new StringBuilder("### Policy: ")
                .append(
                        switch (decision()) {
                            case PASS -> "passed";
                            case BLOCK -> "blocked";
                        })
                .append("\n\nCommit ")
                .append(commit)
                .append(", mode ")
                .append(lower(mode))
                .append(": ")
                .append(counts())
                .append(".\n");
        if (!findings.isEmpty()) {
            text.append("\n| severity | rule | where | what | remedy |\n|---|---|---|---|---|\n");
            findings.stream().limit(MAX_SHOWN).forEach(f -> text.append(row(f)));
        }
        if (findings.size() > MAX_SHOWN) {
            text.append("\nand ").append(findings.size() - MAX_SHOWN).append(" more in the report.\n");
        }
        return text.toString();
    }

    private static String row(Finding finding) {
        var severity = lower(finding.severity())
                + finding.waiver().map(w -> " (waived " + w + ")").orElse("");
        return "| " + cell(severity) + " | `" + finding.rule() + "` | " + cell(where(finding)) + " | "
                + cell(finding.message()) + " | " + cell(finding.remedy()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\s+", " ");
    }

    private static String where(Finding finding) {
        return finding.line() > 0 ? finding.file() + ":" + finding.line() : finding.file();
    }

    /// The findings that block, one line each.
    String reason() {
        var shown = blocking().stream()
                .limit(MAX_SHOWN)
                .map(f -> lower(f.severity()) + " " + f.rule() + " " + where(f) + ": " + f.message())
                .collect(Collectors.joining("\n"));
        return blocking().size() + " findings block in mode " + lower(mode) + ":\n" + shown;
    }

    /// The report as it is stored.
    byte[] json(String repository, String commit) {
        var all = ObjectValue.builder()
                .put("repository", Documents.text(repository))
                .put("commit", Documents.text(commit))
                .put("mode", Documents.text(lower(mode)))
                .put("decision", Documents.text(Fields.DECISION.type().write(decision())))
                .put(
                        "findings",
                        Documents.array(
                                findings.stream().map(FindingReport::json).toList()))
                .build();
        return JsonText.writePretty(all).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Value json(Finding finding) {
        var json = ObjectValue.builder()
                .put("severity", Documents.text(lower(finding.severity())))
                .put("rule", Documents.text(finding.rule()))
                .put("message", Documents.text(finding.message()))
                .put("file", Documents.text(finding.file()))
                .put("line", Documents.number(finding.line()))
                .put("remedy", Documents.text(finding.remedy()))
                .put("policy", Documents.text(finding.policy()));
        finding.waiver().ifPresent(waiver -> json.put("waiver", Documents.text(waiver)));
        return json.build();
    }

    /// The findings for an event.
    List<Violation> violations() {
        return findings.stream()
                .limit(MAX_SHOWN)
                .map(f -> new Violation(
                        f.severity(),
                        f.rule(),
                        f.message(),
                        f.file(),
                        f.line(),
                        f.waiver().isPresent()))
                .toList();
    }
}
