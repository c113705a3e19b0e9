package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Reads the members of a JSON object one by one, with an error that names the member.
final class Fieldwise {
    private final JsonNode object;

    Fieldwise(JsonNode object, Set<String> known) {
        this.object = object;
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid(name, "is not known", "use: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    Optional<String> text(String name, int maxLength) {
        var node = present(name);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isString()) {
            throw invalid(name, "is not a string", "send a string");
        }
        String text = node.get().stringValue();
        if (text.length() > maxLength) {
            throw invalid(name, "has " + text.length() + " characters", "use at most " + maxLength);
        }
        return Optional.of(text);
    }

    String required(String name, int maxLength) {
        return text(name, maxLength).orElseThrow(() -> invalid(name, "is missing", "add it"));
    }

    boolean flag(String name) {
        var node = present(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw invalid(name, "is not true or false", "send a boolean");
        }
        return node.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<Integer> integer(String name) {
        var node = present(name);
        if (node.isPresent() && !node.get().canConvertToInt()) {
            throw invalid(name, "is not a whole number", "send a number");
        }
        return node.map(JsonNode::intValue);
    }

    Optional<JsonNode> object(String name) {
        var node = present(name);
        if (node.isPresent() && !node.get().isObject()) {
            throw invalid(name, "is not an object", "send a JSON object");
        }
        return node;
    }

    Optional<JsonNode> any(String name) {
        return present(name);
    }

    private Optional<JsonNode> present(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    static FailureException invalid(String name, String what, String remedy) {
        return new FailureException(Failure.invalid("FIELD_INVALID", "'" + name + "' " + what, remedy));
    }
}
