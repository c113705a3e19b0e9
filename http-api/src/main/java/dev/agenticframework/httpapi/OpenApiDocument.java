package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The API's description (OpenAPI 3.1), made from the routes themselves and the schemas in `schemas.json`.
final class OpenApiDocument {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private static final Set<String> BODIES_REQUIRED =
            Set.of("StartWorkflow", "Deploy", "Rollback", "ValidatePolicy", "Vote");

    private final byte[] document;

    OpenApiDocument(List<Route> routes) {
        this.document = Json.MAPPER.writeValueAsBytes(document(routes));
    }

    List<Route> routes() {
        return List.of(Route.get("/openapi.json", "getOpenApi", "This description", "", this::serve)
                .openToAll());
    }

    private void serve(Context context) {
        context.contentType("application/json").result(document);
    }

    private static Map<String, Object> document(List<Route> routes) {
        var json = new LinkedHashMap<String, Object>();
        json.put("openapi", "3.1.0");
        json.put(
                "info",
                Map.of(
                        "title", "Agentic Framework",
                        "version", "1",
                        "description", "Plans, starts and steers workflows, and shows what runs."));
        json.put("security", List.of(Map.of("token", List.of())));
        json.put("paths", paths(routes));
        json.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")),
                        "schemas",
                        schemas()));
        return json;
    }

    private static JsonNode schemas() {
        try (var in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("schemas.json"))) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, Object>> paths(List<Route> routes) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        return paths;
    }

    private static Map<String, Object> operation(Route route) {
        var json = new LinkedHashMap<String, Object>();
        json.put("operationId", route.operationId());
        json.put("summary", route.summary());
        if (route.access() == Route.Access.PUBLIC) {
            json.put("security", List.of());
        }
        json.put("parameters", parameters(route));
        if (!route.body().isEmpty()) {
            json.put("requestBody", body(route));
        }
        json.put("responses", responses(route));
        return json;
    }

    private static List<Map<String, Object>> parameters(Route route) {
        var all = new java.util.ArrayList<Map<String, Object>>();
        PARAMETER.matcher(route.path()).results().forEach(found -> all.add(inPath(found.group(1))));
        route.parameters().forEach(parameter -> all.add(parameter.described()));
        return all;
    }

    private static Map<String, Object> inPath(String name) {
        return new Parameter("path", name, Map.of("type", "string"), true).described();
    }

    private static Map<String, Object> body(Route route) {
        var json = new LinkedHashMap<String, Object>();
        json.put("required", BODIES_REQUIRED.contains(route.body()));
        json.put("content", content("application/json", reference(route.body())));
        return json;
    }

    private static Map<String, Object> responses(Route route) {
        var good = new LinkedHashMap<String, Object>();
        good.put("description", route.summary());
        if (!route.answer().isEmpty()) {
            good.put("content", content("application/json", reference(route.answer())));
        }
        var problem = Map.of(
                "description", "A problem", "content", content("application/problem+json", reference("Problem")));
        return Map.of(Integer.toString(route.status()), good, "default", problem);
    }

    private static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }
}
