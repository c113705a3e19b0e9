package dev.agenticframework.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agenticframework.agentapi.Json;
import tools.jackson.databind.json.JsonMapper;

/// Writes reviews as inputs of the tasks that they are about, and reads them there.
final class Reviews {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private Reviews() {}

    static Json json(Record review) {
        return new Json(JSON.writeValueAsString(review));
    }

    static <T extends Record> T read(Json json, Class<T> type) {
        return JSON.readValue(json.text(), type);
    }
}
