package dev.agenticframework.planner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A line of `requests.jsonl`: a request, and what a careful colleague would do with it.
///
/// @param id the category and number
/// @param expect `plan`, `ask`, or `plan-or-unavailable`
/// @param wanted the services, each with the fields that the request sets
record SpokenRequest(String id, String say, String expect, List<JsonNode> wanted) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<SpokenRequest> all() {
        try (var stream = SpokenRequest.class.getResourceAsStream("requests.jsonl")) {
            var text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(SpokenRequest::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SpokenRequest parse(String line) {
        JsonNode json = JSON.readTree(line);
        return new SpokenRequest(
                json.path("id").stringValue(),
                json.path("say").stringValue(),
                json.path("expect").stringValue(),
                json.path("do").valueStream().toList());
    }

    boolean isClear() {
        return !expect.equals("ask");
    }

    /// Whether the services are exactly the requested ones, with the requested fields.
    boolean isMetBy(List<ServiceRequest> services) {
        var left = new java.util.ArrayList<>(services);
        for (JsonNode one : wanted) {
            var met = left.stream().filter(service -> isMetBy(one, service)).findFirst();
            if (met.isEmpty()) {
                return false;
            }
            left.remove(met.get());
        }
        return left.isEmpty();
    }

    private static boolean isMetBy(JsonNode wanted, ServiceRequest service) {
        return wanted.properties().stream().allMatch(field -> said(field).equals(planned(field.getKey(), service)));
    }

    private static String said(Map.Entry<String, JsonNode> field) {
        return field.getValue().isArray()
                ? String.join(
                        ",",
                        field.getValue()
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList())
                : field.getValue().asString();
    }

    private static String planned(String field, ServiceRequest service) {
        return switch (field) {
            case "action" -> service.action().toString();
            case "name" -> service.name().value();
            default -> service.values().of(Field.valueOf(field.toUpperCase(java.util.Locale.ROOT)));
        };
    }
}
