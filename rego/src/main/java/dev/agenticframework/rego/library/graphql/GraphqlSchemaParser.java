package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.library.graphql.GraphqlLexer.Kind;
import dev.agenticframework.rego.library.graphql.GraphqlLexer.Token;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Parses GraphQL schema documents.
final class GraphqlSchemaParser extends GraphqlQueryParser {
    private static final Map<String, String> KINDS = Map.of(
            "scalar", "SCALAR",
            "type", "OBJECT",
            "interface", "INTERFACE",
            "union", "UNION",
            "enum", "ENUM",
            "input", "INPUT_OBJECT");

    private static final Set<String> LOCATIONS = Set.of(
            "QUERY",
            "MUTATION",
            "SUBSCRIPTION",
            "FIELD",
            "FRAGMENT_DEFINITION",
            "FRAGMENT_SPREAD",
            "INLINE_FRAGMENT",
            "VARIABLE_DEFINITION",
            "SCHEMA",
            "SCALAR",
            "OBJECT",
            "FIELD_DEFINITION",
            "ARGUMENT_DEFINITION",
            "INTERFACE",
            "UNION",
            "ENUM",
            "ENUM_VALUE",
            "INPUT_OBJECT",
            "INPUT_FIELD_DEFINITION");

    private final Map<String, List<Value>> parts = new TreeMap<>();
    private final boolean builtIn;

    private GraphqlSchemaParser(String text, boolean builtIn) {
        super(text);
        this.builtIn = builtIn;
    }

    /// Parses a schema document.
    ///
    /// @param builtIn whether the definitions are GraphQL's own
    static ObjectValue parse(String text, boolean builtIn) {
        return new GraphqlSchemaParser(text, builtIn).document();
    }

    private ObjectValue document() {
        while (!peeks(Kind.END)) {
            Token first = peek();
            boolean described = peeks(Kind.STRING) || peeks(Kind.BLOCK_STRING);
            String description = description();
            if (!peeks(Kind.NAME)) {
                throw unexpected(peek());
            }
            String keyword = peek().text();
            if (KINDS.containsKey(keyword)) {
                add("Definitions", definition(description, false));
            } else {
                other(keyword, description, described ? first : peek());
            }
        }
        ObjectValue.Builder document = ObjectValue.builder();
        parts.forEach((name, nodes) -> document.put(name, ArrayValue.of(nodes)));
        return document.build();
    }

    private void other(String keyword, String description, Token first) {
        switch (keyword) {
            case "schema" -> add("Schema", schema(description, false));
            case "directive" -> add("Directives", directiveDefinition(description));
            case "extend" -> {
                if (!description.isEmpty()) {
                    throw unexpected(first);
                }
                extension();
            }
            default -> throw unexpected(peek());
        }
    }

    private void add(String part, Value node) {
        parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(node);
    }

    private String description() {
        return peeks(Kind.STRING) || peeks(Kind.BLOCK_STRING) ? next().text() : "";
    }

    private void extension() {
        next();
        if (peeksName("schema")) {
            add("SchemaExtension", schema("", true));
        } else if (peeks(Kind.NAME) && KINDS.containsKey(peek().text())) {
            add("Extensions", definition("", true));
        } else {
            throw unexpected(peek());
        }
    }

    private Value schema(String description, boolean extending) {
        next();
        ObjectValue.Builder node = node().put("Description", text(description));
        ArrayValue directives = (ArrayValue) directives(true);
        ArrayValue types = (ArrayValue) some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::operationType);
        if (extending && directives.size() + types.size() == 0) {
            throw unexpected(peek());
        }
        return node.put("Directives", directives).put("OperationTypes", types).build();
    }

    private Value operationType() {
        ObjectValue.Builder node = node();
        Token operation = next();
        if (!Set.of("query", "mutation", "subscription").contains(operation.text())) {
            throw unexpected(operation);
        }
        expect(Kind.COLON);
        return node.put("Operation", text(operation.text()))
                .put("Type", text(name()))
                .build();
    }

    private Value definition(String description, boolean extending) {
        String kind = KINDS.getOrDefault(next().text(), "");
        ObjectValue.Builder node = node().put("Kind", text(kind)).put("Description", text(description));
        node.put("Name", text(name())).put("BuiltIn", BooleanValue.of(builtIn));
        boolean implementing = kind.equals("OBJECT") || (kind.equals("INTERFACE") && !extending);
        ArrayValue interfaces = implementing ? interfaces() : ArrayValue.EMPTY;
        ArrayValue directives = (ArrayValue) directives(true);
        ArrayValue content = content(kind, node);
        if (extending && interfaces.size() + directives.size() + content.size() == 0) {
            throw unexpected(peek());
        }
        return node.put("Interfaces", interfaces).put("Directives", directives).build();
    }

    private ArrayValue content(String kind, ObjectValue.Builder node) {
        return switch (kind) {
            case "OBJECT", "INTERFACE" -> put(node, "Fields", braced(this::field));
            case "INPUT_OBJECT" -> put(node, "Fields", braced(this::inputValue));
            case "ENUM" -> put(node, "EnumValues", braced(this::enumValue));
            case "UNION" -> put(node, "Types", members());
            default -> ArrayValue.EMPTY;
        };
    }

    private static ArrayValue put(ObjectValue.Builder node, String name, ArrayValue content) {
        node.put(name, content);
        return content;
    }

    private ArrayValue braced(Item item) {
        return (ArrayValue) some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, item);
    }

    private ArrayValue interfaces() {
        List<Value> names = new ArrayList<>();
        if (peeksName("implements")) {
            next();
            skip(Kind.AMP);
            do {
                names.add(text(name()));
            } while (skip(Kind.AMP));
        }
        return ArrayValue.of(names);
    }

    private ArrayValue members() {
        List<Value> names = new ArrayList<>();
        if (skip(Kind.EQUALS)) {
            skip(Kind.PIPE);
            do {
                names.add(text(name()));
            } while (skip(Kind.PIPE));
        }
        return ArrayValue.of(names);
    }

    private Value field() {
        String description = description();
        ObjectValue.Builder node = node().put("Description", text(description)).put("Name", text(name()));
        node.put("Arguments", some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::inputValue));
        expect(Kind.COLON);
        node.put("Type", type());
        return node.put("Directives", directives(true)).build();
    }

    private Value inputValue() {
        String description = description();
        ObjectValue.Builder node = node().put("Description", text(description)).put("Name", text(name()));
        expect(Kind.COLON);
        node.put("Type", type());
        if (skip(Kind.EQUALS)) {
            node.put("DefaultValue", value(true));
        }
        return node.put("Directives", directives(true)).build();
    }

    private Value enumValue() {
        String description = description();
        ObjectValue.Builder node = node().put("Description", text(description)).put("Name", text(name()));
        return node.put("Directives", directives(true)).build();
    }

    private Value directiveDefinition(String description) {
        next();
        expect(Kind.AT);
        ObjectValue.Builder node = node().put("Description", text(description)).put("Name", text(name()));
        node.put("Arguments", some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::inputValue));
        boolean repeatable = peeksName("repeatable");
        if (repeatable) {
            next();
        }
        expectKeyword("on");
        skip(Kind.PIPE);
        List<Value> locations = new ArrayList<>();
        do {
            Token location = expect(Kind.NAME);
            if (!LOCATIONS.contains(location.text())) {
                throw unexpected(location);
            }
            locations.add(text(location.text()));
        } while (skip(Kind.PIPE));
        return node.put("IsRepeatable", BooleanValue.of(repeatable))
                .put("Locations", ArrayValue.of(locations))
                .build();
    }
}
