package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.PolicyAnswer;
import dev.agenticframework.httpapi.wire.ValidatePolicy;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;

/// Checks documents against the policies.
final class PolicyRoutes {
    static final String VALIDATE = "/policy/validate";

    private final PolicyValidation validation;
    private final Guard guard;

    PolicyRoutes(PolicyValidation validation, Guard guard) {
        this.validation = validation;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(Route.post(VALIDATE, "validatePolicy", "Check a document against the policies", this::validate)
                .needs(Permission.READ)
                .takes(ValidatePolicy.class)
                .answers(200, PolicyAnswer.class));
    }

    private void validate(Context context) {
        guard.anywhere(context);
        var body = Bodies.read(context, ValidatePolicy.class);
        Bodies.answer(context, 200, PolicyAnswer.of(validation.validate(body.type(), decoded(body.content()))));
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw Json.invalid("content", "is not Base64", "Encode the bytes of the document with Base64.");
        }
    }
}
