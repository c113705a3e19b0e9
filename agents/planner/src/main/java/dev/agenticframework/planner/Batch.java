package dev.agenticframework.planner;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plans many requests. Each input line is a JSON object with `id` and `say`; each output line is a plan.
public final class Batch {
    static final int MAX_LINE_LENGTH = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Batch() {}

    /// Returns one answer for each non-blank line, in the same order.
    public static Stream<String> plan(Planner planner, Stream<String> lines) {
        return lines.filter(line -> !line.isBlank()).map(line -> answer(planner, line));
    }

    private static String answer(Planner planner, String line) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (line.length() > MAX_LINE_LENGTH) {
            document.put("id", "");
            document.putAll(PlanDocument.of(planner.fromSentence(line)));
        } else {
            JsonNode request = JSON.readTree(line);
            document.put("id", request.path("id").asString(""));
            document.putAll(
                    PlanDocument.of(planner.fromSentence(request.path("say").asString(""))));
        }
        return JSON.writeValueAsString(document);
    }
}
