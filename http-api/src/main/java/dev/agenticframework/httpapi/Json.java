package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import io.javalin.http.Context;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads bodies as hostile input, and writes answers.
final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /// The body as a JSON object.
    static JsonNode object(Context context) {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(
                    415, "MEDIA_TYPE_UNSUPPORTED", "the body is '" + type + "'", "send application/json");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(context.bodyAsBytes());
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new FailureException(
                    Failure.invalid("BODY_INVALID", "the body is not JSON" + where, "send one JSON object"));
        }
        if (node == null || !node.isObject()) {
            throw new FailureException(
                    Failure.invalid("BODY_INVALID", "the body is not a JSON object", "send one JSON object"));
        }
        return node;
    }

    static void answer(Context context, int status, Object body) {
        context.status(status).contentType("application/json").result(MAPPER.writeValueAsBytes(body));
    }

    static void answer(Context context, Problem problem) {
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(MAPPER.writeValueAsBytes(problem.body()));
    }

    static Map<String, Object> map(JsonNode node) {
        return MAPPER.convertValue(node, new tools.jackson.core.type.TypeReference<>() {});
    }
}
