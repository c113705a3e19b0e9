package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Finding;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Judging documents against the policies.
final class PolicyRoutes {
    private static final int MAX_TYPE = 64;

    private final PolicyValidation validation;

    PolicyRoutes(PolicyValidation validation) {
        this.validation = validation;
    }

    List<Route> routes() {
        return List.of(Route.post(
                        "/policy/validate",
                        "validatePolicy",
                        "Judge a document",
                        "ValidatePolicy",
                        200,
                        "PolicyAnswer",
                        this::validate)
                .readOnly());
    }

    private void validate(Context context) {
        var body = new Fieldwise(Json.object(context), Set.of("type", "content"));
        String type = body.required("type", MAX_TYPE);
        byte[] content = decoded(body.required("content", ApiServer.MAX_DOCUMENT_BYTES * 4 / 3 + 4));
        Json.answer(context, 200, answer(validation.validate(type, content)));
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw Fieldwise.invalid("content", "is not Base64", "encode the document's bytes with Base64");
        }
    }

    static Map<String, Object> answer(List<Finding> findings) {
        boolean valid = findings.stream().allMatch(finding -> finding.waiver().isPresent());
        return Map.of(
                "valid",
                valid,
                "violations",
                findings.stream().map(PolicyRoutes::violation).toList());
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
