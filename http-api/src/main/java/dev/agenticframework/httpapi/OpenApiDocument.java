package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Problem;
import dev.agenticframework.httpapi.wire.Schemas;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The API's description (OpenAPI 3.1), generated from the routes and their records on the first request, so that it
/// costs no time at start-up.
final class OpenApiDocument {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final List<Route> routes;
    private final Schemas schemas = new Schemas();
    private byte @Nullable [] document;

    OpenApiDocument(List<Route> routes) {
        this.routes = Stream.concat(routes.stream(), Stream.of(route())).toList();
    }

    Route route() {
        return Route.open("/openapi.json", "getOpenApi", "Get this description", this::serve)
                .answersWith(Bodies.JSON);
    }

    private void serve(Context context) {
        context.contentType(Bodies.JSON).result(document());
    }

    private synchronized byte[] document() {
        var written = document;
        if (written == null) {
            written = Json.bytes(described());
            document = written;
        }
        return written;
    }

    private ObjectNode described() {
        var json = object().put("openapi", "3.1.0");
        json.putObject("info")
                .put("title", "Agentic Framework")
                .put("version", Health.API_VERSION)
                .put("description", "Plans, starts and steers workflows, and shows what runs.");
        json.putArray("security").addObject().putArray("token");
        addPaths(json.putObject("paths"));
        var components = json.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        components.putObject("schemas").setAll(schemas.all());
        return json;
    }

    private void addPaths(ObjectNode paths) {
        for (Route route : routes) {
            paths.withObjectProperty(route.path())
                    .set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
    }

    private ObjectNode operation(Route route) {
        var json = object().put("operationId", route.operationId()).put("summary", route.summary());
        if (route.isOpen()) {
            json.putArray("security");
        }
        var parameters = json.putArray("parameters");
        PARAMETER
                .matcher(route.path())
                .results()
                .forEach(found -> parameters.add(Parameter.path(found.group(1)).described()));
        route.parameters().forEach(parameter -> parameters.add(parameter.described()));
        route.body()
                .ifPresent(body -> json.putObject("requestBody")
                        .put("required", body.required())
                        .set("content", content(Bodies.JSON, schemas.reference(body.type()))));
        json.set("responses", responses(route));
        return json;
    }

    private ObjectNode responses(Route route) {
        var json = object();
        for (Route.Answer answer : route.answers()) {
            var response = json.putObject(Integer.toString(answer.status())).put("description", route.summary());
            if (!answer.mediaType().isEmpty()) {
                response.set("content", content(answer.mediaType(), oneOf(answer.types())));
            }
        }
        json.putObject("default")
                .put("description", "A problem")
                .set("content", content(Bodies.PROBLEM, schemas.reference(Problem.class)));
        return json;
    }

    private ObjectNode oneOf(List<Class<?>> types) {
        if (types.size() == 1) {
            return schemas.reference(types.getFirst());
        }
        var schema = object();
        types.forEach(type -> schema.withArrayProperty("oneOf").add(schemas.reference(type)));
        return schema;
    }

    private static ObjectNode content(String mediaType, ObjectNode schema) {
        return object().set(mediaType, object().set("schema", schema));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
