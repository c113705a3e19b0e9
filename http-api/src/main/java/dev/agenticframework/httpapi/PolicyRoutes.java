package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
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
        Json.answer(context, 200, PolicyAnswer.of(validation.validate(type, content)));
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw Fieldwise.invalid("content", "is not Base64", "encode the document's bytes with Base64");
        }
    }
}
