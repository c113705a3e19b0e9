package dev.agenticframework.codegen;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a YAML 1.2 document that is not trusted: bounded in size, depth and aliases, and only plain data.
final class YamlReader {
    private static final int MAX_CHARS = 1 << 20;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 60;

    private final String where;
    private int nodes;

    private YamlReader(String where) {
        this.where = where;
    }

    static JsonNode read(String where, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARS)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowRecursiveKeys(false)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            return new YamlReader(where).node(new Load(settings).loadFromString(text), 0);
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().map(m -> ":" + (m.getLine() + 1)).orElse("");
            throw TemplateException.invalid(
                    where + line, "is not valid YAML: " + e.getProblem() + ".", "Fix the syntax.");
        } catch (YamlEngineException | StackOverflowError e) {
            throw TemplateException.invalid(where, "is not valid YAML: " + e.getMessage() + ".", "Fix the syntax.");
        }
    }

    private JsonNode node(@Nullable Object value, int depth) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw TemplateException.invalid(where, "is too large or nested too deeply.", "Make it smaller.");
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Map<?, ?> map -> object(map, depth);
            case Collection<?> list -> array(list, depth);
            case Boolean b -> json.booleanNode(b);
            case Integer i -> json.numberNode(i);
            case Long l -> json.numberNode(l);
            case Double d -> json.numberNode(d);
            case Object other -> json.stringNode(other.toString());
        };
    }

    private ObjectNode object(Map<?, ?> map, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), node(value, depth + 1)));
        return object;
    }

    private ArrayNode array(Collection<?> list, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(value -> array.add(node(value, depth + 1)));
        return array;
    }
}
