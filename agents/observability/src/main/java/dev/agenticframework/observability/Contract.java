package dev.agenticframework.observability;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A collection in a service's OpenAPI document that a probe can use: it can be listed and added to, and its members
/// can be read and deleted.
///
/// @param collection its path, such as `/users`
/// @param example a body that is valid according to the document
record Contract(String collection, String example) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._/-]{1,200}");

    /// Reads a document that is not trusted. Empty when it is not valid or has no such collection.
    static Optional<Contract> find(String openapi) {
        JsonNode document;
        try {
            document = JSON.readTree(openapi);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        var paths = document.path("paths");
        for (var path : paths.propertyNames()) {
            var operations = paths.path(path);
            boolean collection = operations.has("get") && operations.has("post");
            if (collection && PLAIN_PATH.matcher(path).matches() && hasMember(paths, path)) {
                var schema = operations
                        .path("post")
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema");
                return Optional.of(
                        new Contract(path, Example.of(document, schema).toString()));
            }
        }
        return Optional.empty();
    }

    private static boolean hasMember(JsonNode paths, String collection) {
        var member = Pattern.compile(Pattern.quote(collection) + "/\\{[^{}/]+\\}");
        for (var path : paths.propertyNames()) {
            if (member.matcher(path).matches()
                    && paths.path(path).has("get")
                    && paths.path(path).has("delete")) {
                return true;
            }
        }
        return false;
    }

    /// The path of a new member, from the response that created it.
    Optional<String> member(ServiceClient.Answer created) {
        try {
            var id = JSON.readTree(created.body()).path("id");
            var text = id.isValueNode() ? id.asString() : "";
            return text.matches("[A-Za-z0-9._-]{1,200}") ? Optional.of(collection + "/" + text) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
