package dev.agenticframework.codegen;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a template's expressions see: texts, numbers, booleans, lists and maps, and no other Java objects. A name that
/// is not declared is an error; a declared parameter without a value is the empty text.
final class Values extends AbstractMap<String, Object> {
    private final Map<String, Object> map;

    private Values(Map<String, Object> map) {
        this.map = Collections.unmodifiableMap(map);
    }

    /// A name that a template uses and does not declare.
    static final class Undeclared extends RuntimeException {
        Undeclared(String name, Set<String> declared) {
            super("'" + ParameterProblems.printable(name) + "' is not defined. Defined are "
                    + String.join(", ", declared) + ".");
        }
    }

    static Values of(JsonNode object, Set<String> declared) {
        Map<String, Object> map = new LinkedHashMap<>();
        declared.forEach(name -> map.put(name, ""));
        object.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return new Values(map);
    }

    static Object plain(JsonNode node) {
        if (node.isObject()) {
            return of(node, Set.of());
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return Collections.unmodifiableList(list);
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        return node.isNumber() ? (Object) node.asDouble() : node.asString("");
    }

    static JsonNode json(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Boolean b -> json.booleanNode(b);
            case Long l -> json.numberNode(l);
            case Integer i -> json.numberNode(i);
            case Double d -> json.numberNode(d);
            case Map<?, ?> map -> {
                var object = json.objectNode();
                map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
                yield object;
            }
            case List<?> list -> {
                var array = json.arrayNode();
                list.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Object other -> json.stringNode(other.toString());
        };
    }

    @Override
    public Object get(@Nullable Object key) {
        Object value = map.get(key);
        if (value == null) {
            throw new Undeclared(String.valueOf(key), map.keySet());
        }
        return value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return map.containsKey(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return map.entrySet();
    }
}
