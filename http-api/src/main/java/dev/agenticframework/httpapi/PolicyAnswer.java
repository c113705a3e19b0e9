package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Findings as `POST /policy/validate` answers them.
public final class PolicyAnswer {
    private PolicyAnswer() {}

    /// `valid`, true when no finding is left that nobody waived, and `violations`.
    public static Map<String, Object> of(List<Finding> findings) {
        var json = new LinkedHashMap<String, Object>();
        json.put("valid", findings.stream().allMatch(finding -> finding.waiver().isPresent()));
        json.put("violations", findings.stream().map(PolicyAnswer::violation).toList());
        return json;
    }

    private static Map<String, Object> violation(Finding finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("rule", finding.rule());
        json.put("message", finding.message());
        json.put("file", finding.file());
        json.put("line", finding.line());
        json.put("remedy", finding.remedy());
        json.put("policy", finding.policy());
        finding.waiver().ifPresent(waiver -> json.put("waiver", waiver));
        return json;
    }
}
